// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.start;

import io.tidewatch.app.settings.Part;
import io.tidewatch.app.settings.Problem;
import io.tidewatch.app.settings.Settings;
import io.tidewatch.core.role.Role;
import io.tidewatch.core.role.RoleName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process as an object: starts its roles in order, stops them in reverse. */
public final class Assembly {
    private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);

    private final Settings settings;
    private final Ground ground;
    private final Function<RoleName, Optional<Role>> roles;
    private final Ladder ladder = new Ladder();
    private final List<Role> running = new CopyOnWriteArrayList<>();
    private volatile boolean ready;

    /** @param roles makes a role's object; empty for a role that this version lacks */
    public Assembly(Settings settings, Ground ground, Function<RoleName, Optional<Role>> roles) {
        this.settings = settings;
        this.ground = ground;
        this.roles = roles;
    }

    /**
     * Returns when all roles run.
     *
     * @param afterGround what else needs the servers before the first role starts
     * @throws CannotStart with what is wrong; nothing is left running then
     */
    public void start(Runnable afterGround) {
        ladder.climb("the servers", ground::start, ground::close);
        ladder.climb("the accounts", afterGround, () -> {});
        for (Part part : settings.parts()) {
            part.role().flatMap(roles).ifPresent(this::start);
        }
        ready = true;
    }

    public void stop() {
        ready = false;
        ladder.close();
    }

    /** Whether all has started and nothing is being stopped. */
    public boolean ready() {
        return ready;
    }

    public boolean runs(RoleName name) {
        return running.stream().anyMatch(role -> role.name() == name);
    }

    /** By role: what is wrong, or an empty text. */
    public Map<String, String> troubles() {
        Map<String, String> troubles = new TreeMap<>();
        for (Role role : running) {
            troubles.put(role.name().slug(), role.trouble());
        }
        return troubles;
    }

    /** The roles that run. */
    public List<Role> roles() {
        return List.copyOf(running);
    }

    /** For the start-up log. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        running.forEach(role -> names.add(role.name().slug()));
        return names;
    }

    private void start(Role role) {
        try {
            ladder.climb(
                    "the role " + role.name().slug(),
                    () -> {
                        role.start();
                        running.add(role);
                    },
                    () -> {
                        running.remove(role);
                        role.stop();
                    });
            LOG.debug("{} runs", role.name().slug());
        } catch (RuntimeException e) {
            throw new CannotStart(
                    List.of(new Problem("The role " + role.name().slug() + " can't start: " + e.getMessage(), "")), e);
        }
    }
}
