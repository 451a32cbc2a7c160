-- A person may close an alert before its episode ends; should it escalate afterwards, it is open again.
drop index alert_by_status;
alter table alert drop column status;
alter table alert
    add column closed_at timestamptz,
    add column closed_by text,
    add column status text generated always as (case
        when kind = 'retracted' then 'retracted'
        when resolved is not null or closed_at is not null then 'resolved'
        when acknowledged_at is not null then 'acknowledged'
        else 'open' end) stored;
create index alert_by_status on alert (status, opened desc, id desc);
