-- What the desk asks of the roles that own points and models when somebody deletes a KPI or a series.
alter table request drop constraint request_kind_check;
alter table request add constraint request_kind_check check (kind in ('train', 'preview', 'backfill', 'promote', 'roll_back',
    'resend', 'send_test', 'score_past', 'forget_points', 'forget_models'));
