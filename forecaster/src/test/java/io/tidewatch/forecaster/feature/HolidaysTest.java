// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class HolidaysTest {
    @Test
    void knowsACountrysHolidays() {
        Holidays germany = Holidays.of("DE");
        assertThat(germany.isHoliday(LocalDate.of(2025, 10, 3))).isTrue();
        assertThat(germany.isHoliday(LocalDate.of(2025, 4, 21))).isTrue();
        assertThat(germany.isHoliday(LocalDate.of(2025, 10, 2))).isFalse();
        assertThat(Holidays.none().isHoliday(LocalDate.of(2025, 12, 25))).isFalse();
    }

    @Test
    void namesAnUnknownCountry() {
        assertThatThrownBy(() -> Holidays.of("XX")).hasMessageContaining("'XX'").hasMessageContaining("such as DE");
    }
}
