// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.egress;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one request through the guard and says how it went; never throws for what a receiver does. Redirects are not
 * followed, cookies not kept, answers read up to a limit, and all of it, look-up and TLS included, ends at one deadline.
 */
public final class WebhookClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookClient.class);

    /** Several may have been closed at once. */
    private static final int MOST_CONNECTIONS = 4;

    private final Duration timeout;
    private final AnswerReader reader;
    private final CloseableHttpClient encrypted;
    private final CloseableHttpClient plain;
    private final ExecutorService lookups;
    private final ScheduledExecutorService deadlines;

    /**
     * @param timeout for all of a request, from look-up to the end of the answer
     * @param answerLimit how many bytes of an answer's body are kept
     * @param trust whose certificates are believed
     */
    public WebhookClient(AddressGuard guard, HostLookup lookup, Duration timeout, int answerLimit, SSLContext trust) {
        this.timeout = timeout;
        this.reader = new AnswerReader(answerLimit);
        this.lookups = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("webhook-lookup-", 0).factory());
        this.deadlines = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("webhook-deadline").factory());
        this.encrypted = HttpClients.create(new GuardedResolver(guard, lookup, true, lookups, timeout), timeout, trust);
        this.plain = HttpClients.create(new GuardedResolver(guard, lookup, false, lookups, timeout), timeout, trust);
    }

    /** Blocks for at most about the timeout; made for virtual threads. */
    public Outcome send(WebhookRequest request) {
        HttpPost post = new HttpPost(request.url().uri());
        request.headers().forEach(post::setHeader);
        post.setEntity(
                new StringEntity(request.body(), ContentType.create(request.contentType(), StandardCharsets.UTF_8)));
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> deadline = deadlines.schedule(
                () -> {
                    late.set(true);
                    // Closing sockets may block; the next deadline must not wait for it.
                    Thread.startVirtualThread(post::cancel);
                },
                timeout.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return execute(request, post);
        } catch (EgressRefused e) {
            return new Outcome.Refused(e.refusal(), String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            return late.get() ? tooSlow() : unanswered(e);
        } finally {
            deadline.cancel(false);
        }
    }

    private Outcome execute(WebhookRequest request, HttpPost post) throws IOException {
        CloseableHttpClient client = request.url().encrypted() ? encrypted : plain;
        HttpHost target = new HttpHost(
                request.url().encrypted() ? "https" : "http",
                request.url().host(),
                request.url().port());
        ClassicHttpResponse response = open(client, target, post);
        boolean complete = false;
        try {
            AnswerReader.Answer answer = reader.read(response);
            complete = answer.complete();
            return answer.outcome();
        } finally {
            if (!complete) {
                // Before it is closed, which would read the rest, however much that is and however slow.
                post.cancel();
            }
            close(response);
        }
    }

    /**
     * A receiver may close an idle connection just as the next request goes out on it. That is no failure of the receiver, so
     * it costs no place in the schedule: the request goes out again at once, on another connection. Should the receiver have
     * taken it in after all, it sees the same webhook-id twice, as it may at any time.
     */
    private static ClassicHttpResponse open(CloseableHttpClient client, HttpHost target, HttpPost post)
            throws IOException {
        int tries = 0;
        while (true) {
            HttpClientContext context = HttpClientContext.create();
            try {
                return client.executeOpen(target, post, context);
            } catch (NoHttpResponseException | ConnectionClosedException | SocketException e) {
                tries++;
                if (tries == MOST_CONNECTIONS || e instanceof ConnectException || !usedBefore(context)) {
                    throw e;
                }
            }
        }
    }

    private static boolean usedBefore(HttpClientContext context) {
        EndpointDetails connection = context.getEndpointDetails();
        return connection != null && connection.getRequestCount() > 1;
    }

    private static void close(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException e) {
            LOG.trace("closing an answer: {}", e.toString());
        }
    }

    private Outcome tooSlow() {
        return new Outcome.Unanswered(Outcome.Cause.TOO_SLOW, "no whole answer within " + timeout.toMillis() + " ms");
    }

    private Outcome unanswered(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return switch (e) {
            case UnknownHostException unknown -> new Outcome.Unanswered(Outcome.Cause.NO_SUCH_HOST, message);
            case ConnectTimeoutException slow -> tooSlow();
            case java.net.SocketTimeoutException slow -> tooSlow();
            case HttpHostConnectException refused -> new Outcome.Unanswered(Outcome.Cause.NOT_CONNECTED, message);
            case ConnectException refused -> new Outcome.Unanswered(Outcome.Cause.NOT_CONNECTED, message);
            case SSLException untrusted -> new Outcome.Unanswered(Outcome.Cause.NOT_TRUSTED, message);
            default -> new Outcome.Unanswered(Outcome.Cause.BROKEN_OFF, message);
        };
    }

    @Override
    public void close() {
        encrypted.close(CloseMode.IMMEDIATE);
        plain.close(CloseMode.IMMEDIATE);
        deadlines.shutdownNow();
        lookups.shutdownNow();
    }
}
