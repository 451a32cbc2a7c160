-- Writer: feedback, from the alerts topic; what people did with an alert stands in its last columns.
create table alert (
    id              text primary key check (id ~ '^[0-9a-f]{32}$'),
    sequence        integer          not null check (sequence >= 1),
    kind            text             not null check (kind in ('opened', 'escalated', 'amended', 'retracted', 'resolved')),
    series_id       bigint           not null,
    series          text             not null,
    kpi             text             not null,
    detector_id     text             not null,
    -- When it first became known; never changes, so that pages of a list stay where they are.
    opened          timestamptz      not null,
    started         timestamptz      not null,
    latest          timestamptz      not null,
    resolved        timestamptz,
    severity        smallint         not null check (severity between 0 and 2),
    peak_evidence   double precision not null,
    why             text             not null,
    -- The last event as it stood on the log.
    record          bytea            not null,
    acknowledged_at timestamptz,
    acknowledged_by text,
    assignee        text,
    -- The newest row of the alert's verdicts, and what is in force after it; both null without.
    verdict_head    bigint,
    verdict         text,
    status          text generated always as (case
        when kind = 'retracted' then 'retracted'
        when resolved is not null then 'resolved'
        when acknowledged_at is not null then 'acknowledged'
        else 'open' end) stored
);
create index alert_by_opened on alert (opened desc, id desc);
create index alert_by_status on alert (status, opened desc, id desc);
create index alert_of_kpi on alert (kpi, opened desc, id desc);
create index alert_of_series on alert (series_id, started);

-- Writer: feedback. Each event once, as it stood on the log.
create table alert_event (
    id        text primary key,
    alert_id  text        not null,
    sequence  integer     not null,
    series_id bigint      not null,
    kind      text        not null,
    at        timestamptz not null,
    record    bytea       not null,
    unique (alert_id, sequence)
);
create index alert_event_of_series on alert_event (series_id, at);

-- Writer: feedback. Rows are never changed: a later verdict names the one that it replaces, at most one can, and an alert
-- has one first verdict. A withdrawing row says which earlier verdict is in force again, if any.
create table verdict (
    id         bigint generated always as identity primary key,
    alert_id   text,
    series_id  bigint      not null,
    kpi        text        not null,
    kind       text        not null check (kind in
        ('true_anomaly', 'false_alarm', 'expected', 'new_normal', 'missed_anomaly', 'withdrawn')),
    range_from timestamptz not null,
    range_to   timestamptz not null check (range_to >= range_from),
    cause      text        not null default '',
    comment    text        not null default '',
    given_by   text        not null,
    given_at   timestamptz not null,
    replaces   bigint unique references verdict (id),
    restores   bigint references verdict (id),
    check (alert_id is not null or kind in ('missed_anomaly', 'withdrawn')),
    check (kind <> 'withdrawn' or replaces is not null)
);
create unique index verdict_first_of_alert on verdict (alert_id) where replaces is null and alert_id is not null;
create index verdict_of_alert on verdict (alert_id);
create index verdict_of_series on verdict (series_id);
create index verdict_of_kpi on verdict (kpi);

-- Writer: feedback. The highest version of a series is in force.
create table calibration (
    series_id       bigint           not null,
    version         bigint           not null check (version >= 1),
    intercept       double precision not null,
    slope           double precision not null,
    sign_effect     double precision not null,
    -- Labelled true: pairs of from and to, UTC microseconds since 1970.
    true_ranges     bigint[]         not null,
    verdict_ids     bigint[]         not null,
    -- How many of those verdicts are the series' own; the others are of its KPI.
    own_verdicts    integer          not null,
    new_normal_from bigint           not null,
    fitted_at       timestamptz      not null,
    primary key (series_id, version)
);

-- Work that a person asked of another role. Writer: feedback; the role that takes a row writes its state and progress.
create table request (
    id           bigint generated always as identity primary key,
    kind         text        not null check (kind in ('train', 'preview', 'backfill', 'promote', 'roll_back', 'resend',
                                                     'send_test', 'score_past')),
    subject      text        not null,
    payload      jsonb       not null,
    state        text        not null default 'waiting' check (state in
        ('waiting', 'running', 'done', 'failed', 'cancelled')),
    progress     real        not null default 0 check (progress between 0 and 1),
    message      text        not null default '',
    requested_by text        not null,
    requested_at timestamptz not null,
    -- The taker renews it; another may take over a row that nobody renewed for a while.
    touched_at   timestamptz not null,
    finished_at  timestamptz
);
create index request_waiting on request (kind, id) where state in ('waiting', 'running');
create index request_of_subject on request (subject, id desc);
