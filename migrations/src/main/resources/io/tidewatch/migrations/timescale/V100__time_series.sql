-- Weeks, not days: a year of one series was read in 5 ms from weekly chunks and in 31 ms from daily ones, twenty years in 0.13 s
-- and in 108 s.
select create_hypertable('point', by_range('time', interval '7 days'), migrate_data => true);
select create_hypertable('kept_score', by_range('time', interval '7 days'), migrate_data => true);

alter table point set (
    timescaledb.enable_columnstore,
    timescaledb.segmentby = 'series_id',
    timescaledb.orderby = 'time');
alter table kept_score set (
    timescaledb.enable_columnstore,
    timescaledb.segmentby = 'series_id',
    timescaledb.orderby = 'time');
-- Late points may come for a day and backfills for longer; both still work on converted chunks, only slower.
call add_columnstore_policy('point', after => interval '3 days');
call add_columnstore_policy('kept_score', after => interval '3 days');
-- Points are kept: an imported history of years ago was acknowledged like any other.
select add_retention_policy('kept_score', drop_after => interval '90 days');

create materialized view point_10min
    with (timescaledb.continuous, timescaledb.materialized_only = false) as
select series_id,
       time_bucket('10 minutes', time) as bucket,
       count(*)   as n,
       avg(value) as mean,
       min(value) as least,
       max(value) as most
from point
group by series_id, bucket
with no data;
create materialized view point_1h
    with (timescaledb.continuous, timescaledb.materialized_only = false) as
select series_id,
       time_bucket('1 hour', time) as bucket,
       count(*)   as n,
       avg(value) as mean,
       min(value) as least,
       max(value) as most
from point
group by series_id, bucket
with no data;
-- No start: only what changed is computed again, and a backfill may change last year.
select add_continuous_aggregate_policy('point_10min',
    start_offset => null, end_offset => interval '10 minutes', schedule_interval => interval '10 minutes');
select add_continuous_aggregate_policy('point_1h',
    start_offset => null, end_offset => interval '1 hour', schedule_interval => interval '1 hour');
