-- Who writes what stands in ARCHITECTURE.md; each table has one writer.

-- Writer: feedback.
create table kpi (
    name              text primary key,
    version           bigint      not null check (version >= 1),
    unit              text        not null default '',
    description       text        not null default '',
    owner             text        not null default '',
    zone              text        not null default 'UTC',
    step_micros       bigint check (step_micros > 0),
    kind              text        not null check (kind in ('gauge', 'count', 'ratio')),
    direction         text        not null check (direction in ('both', 'up', 'down')),
    late_limit_micros bigint      not null check (late_limit_micros between 0 and 86400000000),
    keep_scores       boolean     not null default true,
    changed_at        timestamptz not null,
    changed_by        text        not null
);

-- Writer: feedback.
create table detector (
    id         text primary key,
    kpi        text        not null references kpi (name) on delete cascade,
    version    bigint      not null check (version >= 1),
    enabled    boolean     not null default true,
    kind       text        not null check (kind in ('adaptive', 'threshold', 'no_data', 'composite', 'event_count')),
    -- DetectorRecord of settings.proto, as the settings topic has it.
    spec       bytea       not null,
    changed_at timestamptz not null,
    changed_by text        not null
);
create index detector_of_kpi on detector (kpi);

-- Writer: feedback. Published to the log in order of id by whichever process holds the lock, then deleted.
create table desk_outbox (
    id    bigint generated always as identity primary key,
    topic text  not null,
    key   bytea not null,
    value bytea
);

-- Writer: ingest. The key is the canonical form; two keys with one id are refused.
create table series (
    id            bigint primary key,
    key           text        not null unique,
    kpi           text        not null,
    labels        jsonb       not null,
    registered_at timestamptz not null
);
create index series_of_kpi on series (kpi);
create index series_by_label on series using gin (labels);
create index series_by_registration on series (registered_at);

-- Writer: ingest. KPIs whose points came before anybody had made them; the desk makes them.
create table discovered_kpi (
    name    text primary key,
    door    text        not null,
    seen_at timestamptz not null
);
create index discovered_kpi_by_time on discovered_kpi (seen_at);

-- Writer: ingest. The offset on the points topic decides between two values for one time: the higher wins.
create table point (
    series_id  bigint           not null,
    time       timestamptz      not null,
    value      double precision not null,
    log_offset bigint           not null,
    primary key (series_id, time)
);

-- Writer: ingest. How far each SQL source was read.
create table source_cursor (
    source  text primary key,
    read_to timestamptz not null
);

-- Writer: ingest. Values that came too late to be aggregated, by their place on the log.
create table late_sample (
    series        text             not null,
    input         text             not null,
    time          timestamptz      not null,
    value         double precision not null,
    arrived_at    timestamptz      not null,
    log_partition int              not null,
    log_offset    bigint           not null,
    place         int              not null,
    primary key (log_partition, log_offset, place)
);
create index late_sample_by_arrival on late_sample (arrived_at);

-- Writer: feedback, from the scores topic. Bounds as the scorer served them.
create table kept_score (
    series_id     bigint           not null,
    time          timestamptz      not null,
    expected      double precision not null,
    lower         double precision not null,
    upper         double precision not null,
    score         real             not null,
    provenance    smallint         not null,
    model_version bigint           not null,
    primary key (series_id, time)
);
