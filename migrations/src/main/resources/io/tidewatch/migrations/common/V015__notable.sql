-- Writer: feedback, from the alerts topic. What was beyond all that was remembered of a series; it is no alert.
create table notable (
    series_id bigint           not null,
    at        timestamptz      not null,
    series    text             not null,
    kpi       text             not null,
    stream    text             not null check (stream in ('value', 'average', 'volatility', 'residual')),
    sign      smallint         not null check (sign in (-1, 1)),
    -- How far beyond the range so far, as a share of it.
    margin    double precision not null check (margin > 0),
    value     double precision not null,
    unit      text             not null,
    primary key (series_id, at)
);
create index notable_of_kpi on notable (kpi, at desc);
