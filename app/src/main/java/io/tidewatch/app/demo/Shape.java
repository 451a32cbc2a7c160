// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.demo;

/** How an incident looks: what it makes of a value, given how much of it has passed (0 to 1). */
enum Shape {
    /** Most of it is gone at once, and comes back at once. */
    DROP {
        @Override
        double applied(double value, double passed) {
            return value * 0.25;
        }
    },
    SPIKE {
        @Override
        double applied(double value, double passed) {
            return value * 3;
        }
    },
    /** A little lower than it should be, for long. */
    SHIFT {
        @Override
        double applied(double value, double passed) {
            return value * 0.7;
        }
    },
    /** Sinks slowly. */
    RAMP {
        @Override
        double applied(double value, double passed) {
            return value * (1 - 0.8 * passed);
        }
    },
    /** Nothing comes in at all. */
    OUTAGE {
        @Override
        double applied(double value, double passed) {
            return 0;
        }
    };

    abstract double applied(double value, double passed);
}
