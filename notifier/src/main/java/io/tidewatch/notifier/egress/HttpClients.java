// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.egress;

import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Clients without anything that a receiver could use: no redirects, cookies, decompression, repeats or proxies. */
final class HttpClients {
    private static final int PER_HOST = 256;
    private static final Http1Config SMALL_HEADERS = Http1Config.custom()
            .setMaxLineLength(16 * 1024)
            .setMaxHeaderCount(100)
            .build();

    private HttpClients() {}

    static CloseableHttpClient create(GuardedResolver resolver, Duration timeout, SSLContext trust) {
        Timeout limit = Timeout.of(timeout);
        // A proxy of the JVM's settings would look the host up itself.
        DefaultHttpClientConnectionOperator operator = new DefaultHttpClientConnectionOperator(
                proxy -> new Socket(Proxy.NO_PROXY),
                null,
                resolver,
                RegistryBuilder.<org.apache.hc.client5.http.ssl.TlsSocketStrategy>create()
                        .register(URIScheme.HTTPS.id, new DefaultClientTlsStrategy(trust))
                        .build()::lookup);
        PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager(
                operator,
                // No total limit: what one host holds is never missing for another.
                PoolConcurrencyPolicy.LAX,
                PoolReusePolicy.LIFO,
                TimeValue.ofMinutes(1),
                ManagedHttpClientConnectionFactory.builder()
                        .http1Config(SMALL_HEADERS)
                        .build());
        connections.setDefaultMaxPerRoute(PER_HOST);
        connections.setDefaultSocketConfig(
                SocketConfig.custom().setSoTimeout(limit).setTcpNoDelay(true).build());
        connections.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(limit)
                .setSocketTimeout(limit)
                // Each time: what a receiver closed would cost a place in the schedule, a look at the socket costs a
                // millisecond.
                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                .build());
        return HttpClientBuilder.create()
                .setConnectionManager(connections)
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableAutomaticRetries()
                .evictExpiredConnections()
                .evictIdleConnections(TimeValue.ofSeconds(10))
                .setUserAgent("Tidewatch-Webhooks/1")
                .build();
    }
}
