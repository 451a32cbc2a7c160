-- Writer of all of these: replay.

-- What a running job has found so far, a row for each series; gone when the job is done.
create table replay_part (
    request_id bigint not null references request (id) on delete cascade,
    series_id  bigint not null,
    outcome    json   not null,
    primary key (request_id, series_id)
);

create table replay_result (
    request_id bigint primary key references request (id) on delete cascade,
    result     json        not null,
    created_at timestamptz not null
);

-- Bounds and scores of a past range, as they would have been served; where kept_score has some too, those stand.
create table replayed_score (
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
