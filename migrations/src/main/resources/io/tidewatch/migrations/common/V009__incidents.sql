-- Writer: feedback. Alerts that belong together; the id is that of the alert that founded it.
create table incident (
    id       text primary key check (id ~ '^[0-9a-f]{32}$'),
    title    text        not null,
    severity smallint    not null check (severity between 0 and 2),
    started  timestamptz not null,
    -- When its last alert ended; null while any goes on.
    resolved timestamptz,
    alerts   integer     not null,
    -- Labels that all of its series have, in the canonical form of a series.
    shared   text        not null
);
create index incident_by_start on incident (started desc, id desc);
create index incident_open on incident (started) where resolved is null;

create index alert_by_start on alert (started);

-- Writer: feedback. An alert is in one incident at most.
create table incident_alert (
    alert_id    text primary key,
    incident_id text not null references incident (id) on delete cascade
);
create index incident_alert_of on incident_alert (incident_id);
