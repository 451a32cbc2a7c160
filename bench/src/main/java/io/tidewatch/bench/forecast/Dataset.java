// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.forecast;

import io.tidewatch.forecaster.model.History;
import java.nio.file.Path;
import java.util.List;

/** The two folders of series and how each is judged; the second number is how many folds or series R is given. */
enum Dataset {
    M4_HOURLY("m4-hourly", 3, 1) {
        @Override
        List<FoldPlan> plans(Path file, String series, History history) {
            return FoldPlan.last(file, series, history, 48);
        }
    },
    FORECASTING("forecasting", 1, 5) {
        @Override
        List<FoldPlan> plans(Path file, String series, History history) {
            return FoldPlan.rolling(file, series, history, 40);
        }
    };

    private final String folder;
    private final int seriesStride;
    private final int foldStride;

    Dataset(String folder, int seriesStride, int foldStride) {
        this.folder = folder;
        this.seriesStride = seriesStride;
        this.foldStride = foldStride;
    }

    abstract List<FoldPlan> plans(Path file, String series, History history);

    String folder() {
        return folder;
    }

    /** R's methods take seconds a fold, so they are given a part. */
    boolean isForR(int series, int fold) {
        return series % seriesStride == 0 && fold % foldStride == 0;
    }
}
