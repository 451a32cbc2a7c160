// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SparklineTest {
    private static final double NONE = Double.NaN;

    @Test
    void spansTheWholePictureAndColoursTheEpisodeFromThePointBefore() {
        double[] values = {0, 10, 0, 10, 0};
        double[] none = {NONE, NONE, NONE, NONE, NONE};
        Sparkline line = Sparkline.of(values, none, none, 3, 5);
        assertThat(line.value()).isEqualTo("M0 26.5L30 1.5L60 26.5L90 1.5L120 26.5");
        assertThat(line.episode()).isEqualTo("M60 26.5L90 1.5L120 26.5");
        assertThat(line.band()).isEmpty();
        assertThat(line.gaps()).isEmpty();
    }

    @Test
    void aHoleBreaksTheLineAndIsHatched() {
        double[] values = {0, 10, NONE, 10, 0};
        Sparkline line = Sparkline.of(values, values, values, 0, 0);
        assertThat(line.value()).isEqualTo("M0 26.5L30 1.5M90 1.5L120 26.5");
        assertThat(line.gaps()).isEqualTo("M30 0H90V28H30Z");
        assertThat(line.episode()).isEmpty();
    }

    @Test
    void theBandIsClosedAndInScale() {
        Sparkline line = Sparkline.of(new double[] {5, 5}, new double[] {0, 0}, new double[] {10, 10}, 0, 0);
        assertThat(line.band()).isEqualTo("M0 1.5L120 1.5L120 26.5L0 26.5Z");
        assertThat(line.value()).isEqualTo("M0 14L120 14");
    }

    @Test
    void nothingAndConstantsAreDrawnWithoutFault() {
        double[] none = {NONE, NONE};
        assertThat(Sparkline.of(none, none, none, 0, 0)).isEqualTo(Sparkline.EMPTY);
        assertThat(Sparkline.of(new double[] {3, 3}, none, none, 0, 0).value()).isEqualTo("M0 14L120 14");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sparkline.of(new double[3], none, none, 0, 0))
                .withMessageContaining("3, 2 and 2");
    }
}
