// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

/** A model told that there is no weekly season; the blend finds out which of the two was right. */
public record WithoutWeek(PathModel model) implements PathModel {
    @Override
    public String name() {
        return model.name() + "-daily";
    }

    @Override
    public double prior() {
        return model.prior() / 2;
    }

    @Override
    public boolean suits(Task task) {
        return task.rows().week() > 0 && model.suits(task.daily());
    }

    @Override
    public double[][] paths(Task task) {
        return model.paths(task.daily());
    }
}
