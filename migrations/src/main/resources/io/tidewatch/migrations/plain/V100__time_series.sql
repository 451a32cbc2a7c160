-- Without TimescaleDB: the same names, computed on reading.
create view point_10min as
select series_id,
       date_bin('10 minutes', time, timestamptz '2000-01-03 00:00:00+00') as bucket,
       count(*)   as n,
       avg(value) as mean,
       min(value) as least,
       max(value) as most
from point
group by series_id, bucket;

create view point_1h as
select series_id,
       date_bin('1 hour', time, timestamptz '2000-01-03 00:00:00+00') as bucket,
       count(*)   as n,
       avg(value) as mean,
       min(value) as least,
       max(value) as most
from point
group by series_id, bucket;

create index point_by_time on point using brin (time);
