// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks a host up and lets only guarded addresses through. The client connects to exactly the addresses returned here, so a
 * name that changes its mind between check and connection gains nothing. One address that is refused refuses the host.
 */
final class GuardedResolver implements DnsResolver {
    private final AddressGuard guard;
    private final HostLookup lookup;
    private final boolean encrypted;
    private final ExecutorService threads;
    private final Duration limit;

    /** @param threads of the platform: a look-up blocks the thread that carries it, and a virtual one would block others */
    GuardedResolver(AddressGuard guard, HostLookup lookup, boolean encrypted, ExecutorService threads, Duration limit) {
        this.guard = guard;
        this.lookup = lookup;
        this.encrypted = encrypted;
        this.threads = threads;
        this.limit = limit;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = ask(host);
        if (addresses.length == 0) {
            throw new UnknownHostException(host + " has no address");
        }
        for (InetAddress address : addresses) {
            Optional<Refusal> refusal = guard.refusal(address, encrypted);
            if (refusal.isPresent()) {
                throw new EgressRefused(host, address, refusal.get());
            }
        }
        return addresses;
    }

    private InetAddress[] ask(String host) throws UnknownHostException {
        Future<InetAddress[]> answer = threads.submit(() -> lookup.lookup(host));
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw unknown(host, "is not known");
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw unknown(host, "was not found within " + limit.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(host, "was not looked up: interrupted");
        }
    }

    private static UnknownHostException unknown(String host, String why) {
        return new UnknownHostException("the host " + host + " " + why);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
