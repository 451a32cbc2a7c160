-- Who signs in elsewhere: the provider's issuer and its own name for the person. Such an account has no password here.
alter table person add column subject text unique;
alter table person add check ((password = '') = (subject is not null));
