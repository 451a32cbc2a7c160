-- Writer of both: replay.

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
