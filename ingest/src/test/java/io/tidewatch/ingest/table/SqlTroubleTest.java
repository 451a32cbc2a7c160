// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTroubleTest {
    /** A full disk and a server that goes away are waited for; only what no later try could store is set aside. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            53100, false
            53200, false
            57P01, false
            08006, false
            25006, false
            40P01, false
            22003, true
            23514, true
            """)
    void isOfTheDataOrWaitsForBetterTimes(String state, boolean data) {
        assertThat(SqlTrouble.isOfTheData(new SQLException("no", state))).isEqualTo(data);
    }
}
