-- Writer: forecaster. One row for each training of the triage model, also for one that gave none; the newest counts.
create table triage_model (
    version       bigint generated always as identity primary key,
    trained_at    timestamptz      not null,
    state         text             not null check (state in ('trained', 'too_few', 'no_better')),
    labels        integer          not null,
    true_labels   integer          not null,
    -- In the order of features; empty unless trained.
    features      text[]           not null,
    weights       float8[]         not null,
    means         float8[]         not null,
    scales        float8[]         not null,
    intercept     double precision not null,
    -- On labels held back: of the model, and of the share of true alerts alone.
    log_loss      double precision not null,
    base_log_loss double precision not null,
    data_digest   text             not null,
    provenance    text             not null,
    -- The outbox to MLflow: trained rows that it has not heard of.
    tracked       boolean          not null default false,
    mlflow_run    text
);
