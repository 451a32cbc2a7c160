-- Writer: feedback. What product teams ask for. An empty list in the filter lets everything through.
create table subscription (
    id             uuid primary key,
    version        bigint      not null check (version >= 1),
    owner          text        not null,
    name           text        not null,
    url            text        not null,
    format         text        not null check (format in ('standard', 'cloudevents', 'alertmanager', 'slack', 'pagerduty', 'email')),
    credential     text,
    kpis           text[]      not null default '{}',
    label_names    text[]      not null default '{}',
    label_patterns text[]      not null default '{}',
    severities     text[]      not null default '{}',
    kinds          text[]      not null default '{}',
    -- How it spares its readers: grouping, repetition, escalation, quiet hours, inhibitions.
    routing        jsonb       not null default '{}',
    paused         boolean     not null default false,
    -- One more each time that it is switched on again.
    epoch          int         not null default 1,
    created_at     timestamptz not null,
    changed_at     timestamptz not null,
    changed_by     text        not null,
    unique (owner, name),
    check (cardinality(label_names) = cardinality(label_patterns))
);

-- Writer: feedback. The newest signs; one that was rotated out signs beside it until it expires.
create table subscription_secret (
    id              bigint generated always as identity primary key,
    subscription_id uuid        not null references subscription on delete cascade,
    secret          text        not null,
    created_at      timestamptz not null,
    expires_at      timestamptz
);

create index subscription_secret_of on subscription_secret (subscription_id);

-- Writer: feedback. Alerts of these series are told to nobody for a time.
create table silence (
    id             uuid primary key,
    kpis           text[]      not null default '{}',
    label_names    text[]      not null default '{}',
    label_patterns text[]      not null default '{}',
    begins_at      timestamptz not null,
    ends_at        timestamptz not null check (ends_at > begins_at),
    reason         text        not null,
    created_by     text        not null,
    created_at     timestamptz not null,
    check (cardinality(label_names) = cardinality(label_patterns))
);

create index silence_by_end on silence (ends_at);

-- Writer: notifier. One event for one subscription, in one or more attempts.
create table delivery (
    id              bigint generated always as identity primary key,
    subscription_id uuid        not null references subscription on delete cascade,
    event_id        text        not null,
    kind            text        not null,
    -- The alert, or the group: deliveries of one lane to one subscription are made one after the other.
    lane            text        not null,
    series          text        not null,
    content_type    text        not null,
    body            text        not null,
    -- waiting: due at next_try. queued: an earlier one of the lane is not done. gathering: until next_try others join it. The
    -- others are ends; grouped: another delivery carries it.
    state           text        not null
        check (state in ('waiting', 'queued', 'gathering', 'delivered', 'exhausted', 'silenced', 'grouped')),
    -- Why it stands where it stands, in words; empty where the state says enough.
    reason          text        not null default '',
    -- Failed tries on the present schedule; a re-send starts it again.
    failures        int         not null default 0,
    -- While a worker has it, when its lease ends: a killed worker's rows come back by themselves.
    next_try        timestamptz not null,
    lease           uuid,
    created_at      timestamptz not null,
    finished_at     timestamptz,
    unique (subscription_id, event_id)
);

create index delivery_due on delivery (subscription_id, next_try, id) where state = 'waiting';
create index delivery_lane on delivery (subscription_id, lane, id) where state in ('waiting', 'queued');
create index delivery_gathering on delivery (subscription_id, lane, next_try) where state = 'gathering';
create index delivery_silenced on delivery (subscription_id, lane, id) where state = 'silenced';
create index delivery_log on delivery (subscription_id, id desc);
create index delivery_done on delivery (finished_at) where finished_at is not null;

-- Writer: notifier. One request on the wire, or one that was refused before it.
create table delivery_attempt (
    id              bigint generated always as identity primary key,
    delivery_id     bigint      not null references delivery on delete cascade,
    started_at      timestamptz not null,
    duration_ms     int         not null,
    -- answered, or why there was no answer.
    outcome         text        not null,
    status          int,
    url             text        not null,
    request_headers text        not null,
    response        text        not null default '',
    error           text        not null default '',
    -- Empty where no other follows.
    next_try        timestamptz
);

create index delivery_attempt_of on delivery_attempt (delivery_id, id);

-- Writer: notifier. How a subscription's receiver has been lately.
create table endpoint_health (
    subscription_id uuid primary key references subscription on delete cascade,
    last_success    timestamptz,
    last_failure    timestamptz,
    failing_since   timestamptz,
    failures        int  not null default 0,
    -- The receiver asked for a pause (429) until then.
    hold_until      timestamptz,
    -- Off, as long as the subscription is still in this epoch.
    disabled_epoch  int,
    disabled_at     timestamptz,
    disabled_reason text not null default ''
);

-- Writer: notifier. What an owner must be told about a subscription.
create table subscription_notice (
    id              bigint generated always as identity primary key,
    subscription_id uuid        not null references subscription on delete cascade,
    at              timestamptz not null,
    message         text        not null
);

create index subscription_notice_of on subscription_notice (subscription_id, id desc);

-- Writer: notifier. The latest event of each alert, so that what the desk says of an alert can be told with its facts, and so
-- that an alert that keeps others quiet is known as long as it is open.
create table notified_alert (
    alert_id        text primary key,
    sequence        int         not null,
    record          bytea       not null,
    series          text        not null,
    severity        text        not null,
    open            boolean     not null,
    acknowledged_at timestamptz,
    seen_at         timestamptz not null
);

create index notified_alert_open on notified_alert (alert_id) where open;
create index notified_alert_seen on notified_alert (seen_at);

-- Writer: notifier. What a subscription knows of an alert, and what falls due for it: any process takes a due row, one does.
create table told_alert (
    alert_id        text        not null references notified_alert on delete cascade,
    subscription_id uuid        not null references subscription on delete cascade,
    -- When the first event of the alert came in for it.
    since           timestamptz not null,
    told            boolean     not null,
    -- The event whose holding back is looked at again at look_at.
    held_kind       text,
    look_at         timestamptz,
    repeat_at       timestamptz,
    repeats         int         not null default 0,
    primary key (alert_id, subscription_id)
);

create index told_alert_of on told_alert (subscription_id);
create index told_alert_look on told_alert (look_at) where look_at is not null;
create index told_alert_repeat on told_alert (repeat_at) where repeat_at is not null;

-- Writer: notifier. One row: when webhooks were first sent from here.
create table notifier_start (
    only_one   boolean primary key default true check (only_one),
    started_at timestamptz not null
);
