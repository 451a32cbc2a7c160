// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.settings;

import io.tidewatch.forecaster.nightly.ForecasterSettings;
import io.tidewatch.ingest.settings.IngestSettings;
import io.tidewatch.notifier.NotifierSettings;
import io.tidewatch.replay.job.ReplaySettings;
import io.tidewatch.scorer.topology.ScorerSettings;
import java.util.List;

/** Where settings are declared. */
final class Catalogue {
    static final List<Setting> PROCESS = List.of(
            Setting.HOST,
            Setting.PORT,
            Setting.PUBLIC_URL,
            Setting.DATA,
            Setting.ROLES,
            Setting.JDBC_URL,
            Setting.CONNECTIONS,
            Setting.POSTGRES_PORT,
            Setting.KAFKA,
            Setting.KAFKA_PARTITIONS,
            Setting.KAFKA_REPLICAS,
            Setting.KAFKA_PORT,
            Setting.ADMIN_PASSWORD,
            Setting.SECRET_KEYS,
            Setting.SESSION_HOURS,
            Setting.SECURE_COOKIES,
            Setting.OIDC_ISSUER,
            Setting.OIDC_CLIENT_ID,
            Setting.OIDC_CLIENT_SECRET,
            Setting.OIDC_GROUPS_CLAIM,
            Setting.OIDC_ADMINS,
            Setting.OIDC_ANALYSTS,
            Setting.MLFLOW);

    /** The roles' own interfaces. */
    static final List<Class<?>> ROLES = List.of(
            IngestSettings.class,
            ForecasterSettings.class,
            ScorerSettings.class,
            NotifierSettings.class,
            ReplaySettings.class);

    private Catalogue() {}
}
