// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.prometheus;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.ingest.mapping.Route;
import io.tidewatch.ingest.points.Intake;
import io.tidewatch.ingest.prometheus.wire1.Label;
import io.tidewatch.ingest.prometheus.wire1.WriteRequest;
import io.tidewatch.ingest.prometheus.wire2.Request;
import io.tidewatch.ingest.prometheus.wire2.Sample;
import io.tidewatch.ingest.prometheus.wire2.Series;
import io.tidewatch.ingest.refusal.Cause;
import io.tidewatch.ingest.refusal.RejectedLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hands on the samples of a message. A place is a series' index in it, from 0. NaN is how Prometheus marks a series that ended
 * or a quantile of nothing: no value, so passed over.
 */
final class WriteMessage {
    private static final String NAME = "__name__";

    private final Intake intake;
    private long place;

    WriteMessage(Intake intake) {
        this.intake = intake;
    }

    void read(WriteVersion version, byte[] bytes) {
        try {
            switch (version) {
                case V1 -> read1(WriteRequest.parseFrom(bytes));
                case V2 -> read2(Request.parseFrom(bytes));
            }
        } catch (InvalidProtocolBufferException e) {
            throw new TidewatchException(
                    ErrorCode.MALFORMED, "the message is no " + version.message() + ": " + e.getMessage(), e);
        }
    }

    private void read1(WriteRequest request) {
        for (io.tidewatch.ingest.prometheus.wire1.Series one : request.getTimeseriesList()) {
            List<String> labels = new ArrayList<>(one.getLabelsCount() * 2);
            for (Label label : one.getLabelsList()) {
                labels.add(label.getName());
                labels.add(label.getValue());
            }
            Route route = route(labels);
            if (route != null) {
                for (io.tidewatch.ingest.prometheus.wire1.Sample sample : one.getSamplesList()) {
                    sample(route, sample.getTimestamp(), sample.getValue());
                }
            }
            histograms(labels, one.getHistogramsCount());
            place++;
        }
    }

    private void read2(Request request) {
        for (Series one : request.getTimeseriesList()) {
            List<String> labels = new ArrayList<>(one.getLabelsRefsCount());
            for (int reference : one.getLabelsRefsList()) {
                if (reference < 0 || reference >= request.getSymbolsCount()) {
                    throw new TidewatchException(
                            ErrorCode.MALFORMED,
                            "series " + place + " names symbol " + Integer.toUnsignedString(reference) + " of "
                                    + request.getSymbolsCount());
                }
                labels.add(request.getSymbols(reference));
            }
            Route route = route(labels);
            if (route != null) {
                for (Sample sample : one.getSamplesList()) {
                    sample(route, sample.getTimestamp(), sample.getValue());
                }
            }
            histograms(labels, one.getHistogramsCount());
            place++;
        }
    }

    /** @param labels names and values in turn */
    private @Nullable Route route(List<String> labels) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = 0; i + 1 < labels.size(); i += 2) {
            if (tags.put(labels.get(i), labels.get(i + 1)) != null) {
                refuse("label " + labels.get(i) + " stands twice", labels);
                return null;
            }
        }
        String name = tags.remove(NAME);
        if (name == null || name.isEmpty()) {
            refuse("a series has no label __name__", labels);
            return null;
        }
        return intake.mapping().known(name, tags);
    }

    private void refuse(String why, List<String> labels) {
        intake.refuse(place, Cause.BAD_LABEL, why, RejectedLog.text(labels::toString));
    }

    private void sample(Route route, long millis, double value) {
        if (Double.isNaN(value)) {
            intake.skip();
        } else if (Math.abs(millis) > Long.MAX_VALUE / 1_000) {
            intake.refuse(place, Cause.BAD_TIME, "time " + millis + " ms is outside range", () -> new byte[0]);
        } else {
            intake.sample(place, route, millis * 1_000, value);
        }
    }

    private void histograms(List<String> labels, int count) {
        for (int i = 0; i < count; i++) {
            intake.refuse(
                    place,
                    Cause.UNSUPPORTED,
                    "native histograms are not taken; have the target send classic buckets (always_scrape_classic_histograms)",
                    RejectedLog.text(labels::toString));
        }
    }
}
