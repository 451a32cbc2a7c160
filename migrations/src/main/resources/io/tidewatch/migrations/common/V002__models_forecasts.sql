-- Writer of all of these: forecaster.

-- One training of one KPI's bundle. At most one of a KPI runs at a time.
create table training_run (
    id          bigint generated always as identity primary key,
    kpi         text        not null,
    version     bigint      not null check (version >= 1),
    cause       text        not null check (cause in ('nightly', 'requested', 'first', 'restored')),
    state       text        not null check (state in ('running', 'done', 'failed')),
    trained_to  timestamptz not null,
    request_id  bigint,
    -- The run of the version whose choices it goes on from: the champion's when it was scheduled.
    base_run    bigint references training_run (id) on delete set null,
    created_at  timestamptz not null,
    finished_at timestamptz,
    unique (kpi, version)
);
create unique index training_run_running on training_run (kpi) where state = 'running';
create index training_run_of_request on training_run (request_id) where request_id is not null;

-- The work list. A row locked by a transaction is being trained by it; a crash gives it back.
create table training_item (
    run_id    bigint  not null references training_run (id) on delete cascade,
    series_id bigint  not null,
    state     text    not null default 'waiting' check (state in ('waiting', 'done', 'skipped', 'failed')),
    reason    text,
    points    integer not null default 0,
    digest    bytea,
    primary key (run_id, series_id)
);
create index training_item_waiting on training_item (run_id, series_id) where state = 'waiting';

-- Present only when every series of the bundle has been tried: a version is whole or absent.
create table model_version (
    kpi         text        not null,
    version     bigint      not null,
    run_id      bigint      not null unique references training_run (id),
    state       text        not null check (state in ('challenger', 'champion', 'retired')),
    trained_to  timestamptz not null,
    series      integer     not null,
    methods     jsonb       not null,
    metrics     jsonb       not null,
    data_digest text        not null,
    created_at  timestamptz not null,
    -- The version that this one is again, where somebody let an older one serve.
    copy_of     bigint,
    -- The number that MLflow gave it; null until it is published.
    mlflow_version text,
    -- Why it serves, or why it doesn't, in words.
    reason      text        not null default '',
    primary key (kpi, version)
);
create unique index model_version_champion on model_version (kpi) where state = 'champion';

-- One row for each series and version. Counts as existing only once model_version names the run.
create table forecast (
    series_id      bigint             not null,
    run_id         bigint             not null references training_run (id) on delete cascade,
    method         text               not null,
    trained_to     timestamptz        not null,
    valid_from     timestamptz        not null,
    valid_to       timestamptz        not null,
    step_micros    bigint             not null,
    origin         timestamptz        not null,
    zone           text               not null,
    expected       real[]             not null,
    scale_fast     real[]             not null,
    floor_fast     real               not null,
    scale_slow     real[]             not null,
    floor_slow     real               not null,
    habit          real[]             not null,
    flat_line      real[]             not null,
    interval_level double precision[] not null,
    interval_lower double precision[] not null,
    interval_upper double precision[] not null,
    -- What the next night goes on from; with its format's version.
    state          jsonb              not null,
    primary key (series_id, run_id)
);
create index forecast_of_run on forecast (run_id);

-- Where MLflow's champion alias pointed when we last moved it or looked: a change is somebody else's.
create table mlflow_alias (
    kpi     text primary key,
    version text not null
);

-- Published to the log in order of id by whichever process holds the lock, then deleted.
create table forecaster_outbox (
    id    bigint generated always as identity primary key,
    topic text  not null,
    key   bytea not null,
    value bytea
);

-- Versions that MLflow has not heard of yet, and how far each has got there.
create table mlflow_outbox (
    id         bigint generated always as identity primary key,
    kpi        text        not null,
    version    bigint      not null,
    mlflow_run text,
    mlflow_version text,
    attempts   integer     not null default 0,
    last_error text,
    created_at timestamptz not null,
    unique (kpi, version),
    foreign key (kpi, version) references model_version (kpi, version) on delete cascade
);
