// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.alert.ControlApplied;
import java.util.ArrayList;
import java.util.List;

/** Settings, calibrations and forecasts since a series' checkpoint, in the order in which they came; settings stand first. */
final class Controls {
    private final List<Control> given = new ArrayList<>();

    Controls(Settings settings) {
        given.add(new Control.NewSettings(Long.MIN_VALUE, settings));
    }

    /** @param given as {@link #all} gave them */
    Controls(List<Control> given) {
        this.given.addAll(given);
    }

    /** Those that a watch begins with. */
    Settings settings() {
        return ((Control.NewSettings) given.getFirst()).settings();
    }

    void add(Control control) {
        given.add(control);
    }

    List<Control> all() {
        return List.copyOf(given);
    }

    /** With the time after which it came, which whoever told of it did not know. */
    ControlApplied withArrival(ControlApplied applied) {
        for (Control control : given) {
            if (control.isWhatApplied(applied)) {
                return applied.cameAfter(control.after());
            }
        }
        return applied;
    }

    /** The place of the first that {@link #settings} doesn't hold. */
    int first() {
        return 1;
    }

    /**
     * Gives a watch those that came before a point.
     *
     * @param from the place of the next one
     * @return the place of the one after the last that was given
     */
    int applyBefore(long time, int from, SeriesWatch watch) {
        int next = from;
        while (next < given.size() && given.get(next).after() < time) {
            given.get(next++).applyTo(watch);
        }
        return next;
    }

    void applyRest(int from, SeriesWatch watch) {
        for (Control control : given.subList(from, given.size())) {
            control.applyTo(watch);
        }
    }

    /** Of the controls before the checkpoint only those in force then are needed; the settings stand first. */
    void fold(Checkpoint at) {
        Control settings = given.getFirst();
        Control calibration = null;
        List<Control> kept = new ArrayList<>();
        for (Control control : given) {
            boolean past = control.after() < at.time();
            switch (control) {
                case Control.NewSettings each when past -> settings = each;
                case Control.NewCalibration each when past -> calibration = each;
                case Control.NewForecast each
                when past -> {
                    if (each.forecast().modelVersion() >= at.modelVersion()) {
                        kept.add(each);
                    }
                }
                case Control.NewSettings each -> kept.add(each);
                case Control.NewCalibration each -> kept.add(each);
                case Control.NewForecast each -> kept.add(each);
            }
        }
        given.clear();
        given.add(settings);
        if (calibration != null) {
            given.add(calibration);
        }
        given.addAll(kept);
    }
}
