// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tidewatch.storage.secret.SecretBox;
import java.sql.Connection;
import java.time.Duration;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** The pool of one process. */
public final class Database implements AutoCloseable {
    /**
     * Before a statement that groups many rows into few, in its transaction: the server can't foresee how few the groups are, and
     * would sort all rows on its disk where a table in memory does.
     */
    public static final String GROUPING = "set local work_mem = '32MB'";

    /** Short, so that readiness and requests answer while the server is away. */
    private static final Duration CONNECT = Duration.ofSeconds(3);
    /** A server that vanished without a word must not hold a thread for ever; no statement of ours is silent for as long. */
    private static final Duration SILENCE = Duration.ofMinutes(5);

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final SecretBox secrets;

    private Database(HikariDataSource pool, SecretBox secrets) {
        this.pool = pool;
        this.secrets = secrets;
        this.jdbi = Jdbi.create(pool)
                .registerArrayType(String.class, "text")
                .registerArrayType(Long.class, "bigint")
                .registerArrayType(Double.class, "float8")
                .registerArrayType(Float.class, "float4")
                .registerArrayType(Short.class, "int2");
    }

    /**
     * Opens a pool; doesn't wait for the server.
     *
     * @param url JDBC address, with user and password where the server asks for them
     * @param connections the most that are open at once
     */
    public static Database open(String url, int connections) {
        return open(url, connections, SecretBox.OPEN);
    }

    /** @param secrets seals what its tables must not show */
    public static Database open(String url, int connections, SecretBox secrets) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("tidewatch");
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(CONNECT.toMillis());
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("ApplicationName", "tidewatch");
        config.addDataSourceProperty("connectTimeout", CONNECT.toSeconds());
        config.addDataSourceProperty("socketTimeout", SILENCE.toSeconds());
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return new Database(new HikariDataSource(config), secrets);
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    public SecretBox secrets() {
        return secrets;
    }

    public DataSource dataSource() {
        return pool;
    }

    /**
     * Takes a connection out of the pool after a failure on the driver's own objects (COPY, notifications). The pool sees only
     * what fails on its own wrappers, and would hand a broken connection out again for as long as it is in steady use.
     */
    public void evict(Connection connection) {
        pool.evictConnection(connection);
    }

    @Override
    public void close() {
        pool.close();
    }
}
