-- Writer: feedback. Events that people know of; see core's CalendarEvent.
create table calendar_event (
    id             uuid primary key,
    version        bigint      not null check (version >= 1),
    title          text        not null,
    kind           text        not null check (kind in ('event', 'holiday')),
    -- Once: begins_at and ends_at. Repeating: first_begins on the KPI's wall clock, length, every and perhaps last_day.
    -- Public holidays: country.
    begins_at      timestamptz,
    ends_at        timestamptz,
    first_begins   timestamp,
    length_micros  bigint,
    every          text check (every in ('day', 'week', 'month', 'year')),
    last_day       date,
    country        text,
    kpis           text[]      not null default '{}',
    label_names    text[]      not null default '{}',
    label_patterns text[]      not null default '{}',
    created_by     text        not null,
    created_at     timestamptz not null,
    changed_by     text        not null,
    changed_at     timestamptz not null,
    check (cardinality(label_names) = cardinality(label_patterns)),
    check ((begins_at is null) = (ends_at is null) and (first_begins is null) = (length_micros is null)
        and (first_begins is null) = (every is null) and num_nonnulls(begins_at, first_begins, country) = 1)
);
