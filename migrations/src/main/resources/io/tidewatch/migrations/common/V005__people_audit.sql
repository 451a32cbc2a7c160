-- Writer: app. Passwords are Argon2id hashes in PHC form.
create table person (
    name       text primary key check (name ~ '^[A-Za-z0-9._@-]{1,64}$'),
    role       text        not null check (role in ('viewer', 'analyst', 'admin')),
    password   text        not null,
    -- The password was printed or handed over: the first sign-in must replace it.
    one_time   boolean     not null,
    disabled   boolean     not null default false,
    created_at timestamptz not null,
    changed_at timestamptz not null
);

-- Writer: app. Of a session's token only the SHA-256 is kept: who reads this table can't sign in with it.
create table session (
    token_hash bytea primary key,
    person     text        not null references person (name) on delete cascade,
    opened_at  timestamptz not null,
    seen_at    timestamptz not null,
    expires_at timestamptz not null
);
create index session_of_person on session (person);

-- Writer: app. The prefix is shown and finds the row; the secret after it is 256 random bits, so a plain SHA-256 is enough.
create table api_key (
    prefix     text primary key,
    hash       bytea       not null,
    label      text        not null,
    scopes     text[]      not null check (scopes <@ array ['ingest', 'read', 'local'] and cardinality(scopes) > 0),
    created_by text        not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    used_at    timestamptz
);

-- Writers: all, insert only.
create table audit (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    actor   text        not null,
    action  text        not null,
    subject text        not null,
    detail  text        not null
);
create index audit_of_subject on audit (subject, id);

create function audit_is_append_only() returns trigger language plpgsql as
$$
begin
    raise exception 'the audit log is append only';
end
$$;
create trigger audit_rows_stay before update or delete on audit
    for each row execute function audit_is_append_only();
create trigger audit_stays before truncate on audit
    for each statement execute function audit_is_append_only();
