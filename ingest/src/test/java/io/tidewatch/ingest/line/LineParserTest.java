// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineParserTest {
    private final LineParser parser = new LineParser();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            cpu value=1                                      | cpu [] value=1.0 none
            cpu,host=a value=1 1772442000000000000           | cpu [host=a] value=1.0 1772442000000000000
            cpu,host=a,cpu=cpu0 user=1.5,idle=-2e3 7         | cpu [host=a, cpu=cpu0] user=1.5 7; cpu [host=a, cpu=cpu0] idle=-2000.0 7
            mem used=12i,free=18446744073709551615u,low=true | mem [] used=12.0 none; mem [] free=1.8446744073709552E19 none; mem [] low=1.0 none
            up text="a, b=\\"c\\" d",value=F -5              | up [] value=0.0 -5
            my\\ cpu\\,x,the\\ tag=a\\,b\\=c\\ d a\\=b=1     | my cpu,x [the tag=a,b=c d] a=b=1.0 none
            a\\b,c=d\\e f=1                                  | a\\b [c=d\\e] f=1.0 none
            größe,straße=é wert=.5                           | größe [straße=é] wert=0.5 none
            cpu   value=1.   3                               | cpu [] value=1.0 3
            cpu value=0.1,b=123456789012345678,c=1e-320,d=+4 | cpu [] value=0.1 none; cpu [] b=1.2345678901234568E17 none; cpu [] c=1.0E-320 none; cpu [] d=4.0 none
            """)
    void takesWhatInfluxTakes(String line, String expected) {
        assertThat(String.join("; ", parsed(line))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            cpu                     | missing fields
            ,a=b value=1            | missing measurement
            cpu value               | missing field value
            cpu value=              | missing field value
            cpu =1                  | missing field key
            cpu value=1,            | missing field key
            cpu value=1,=2          | missing field key
            cpu value=x             | invalid number or boolean
            cpu value=NaN           | invalid number or boolean
            cpu value=Infinity      | invalid number or boolean
            cpu value=1e999         | invalid number or boolean
            cpu value=0x10          | invalid number or boolean
            cpu value=1f            | invalid number or boolean
            cpu value=1d            | invalid number or boolean
            cpu value=tru           | invalid number or boolean
            cpu value=1.5i          | invalid number or boolean
            cpu value=9223372036854775808i  | invalid number or boolean
            cpu value=-1u           | invalid number or boolean
            cpu value=1.2.3         | invalid number or boolean
            cpu value=-             | invalid number or boolean
            cpu value=1 x           | bad timestamp
            cpu value=1 1.5         | bad timestamp
            cpu value=1 1 2         | bad timestamp
            cpu value="a"1          | bad timestamp
            cpu,host= value=1       | missing tag value
            cpu,=a value=1          | missing tag key
            cpu,host value=1        | missing tag value
            cpu,a=1,a=2 value=1     | duplicate tags: "a"
            """)
    void saysWhatIsWrong(String line, String why) {
        assertThat(parsed(line)).containsExactly("broken: " + why);
    }

    /**
     * As Telegraf's serializer writes (plugins/serializers/influx): tags in order of their keys, control characters in names as a
     * backslash and a letter, backslashes in names as they are, floats without an exponent however long, unsigned numbers with u
     * where that is switched on, texts with line breaks inside.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            cpu,cpu=cpu-total,host=web\\ 1 usage_idle=98.096,n=42i 1772442000000000000 | cpu [cpu=cpu-total, host=web 1] usage_idle=98.096 1772442000000000000; cpu [cpu=cpu-total, host=web 1] n=42.0 1772442000000000000
            win\\ net,instance=a\\,b\\=c,objectname=C:\\Temp\\x v=1 1 | win net [instance=a,b=c, objectname=C:\\Temp\\x] v=1.0 1
            m,tag=one\\ntwo\\tthree a\\ b\\=c=true,d=false 1 | m [tag=one\\ntwo\\tthree] a b=c=1.0 1; m [tag=one\\ntwo\\tthree] d=0.0 1
            m big=12345678901234567890123456789012345678901234567890,small=0.00000000000000000000000000000000000000001 1 | m [] big=1.2345678901234567E49 1; m [] small=1.0E-41 1
            m u=18446744073709551615u,i=-9223372036854775808i,s="say \\"no\\" \\\\ C:\\\\" 1 | m [] u=1.8446744073709552E19 1; m [] i=-9.223372036854776E18 1
            """)
    void takesWhatTelegrafWrites(String line, String expected) {
        assertThat(String.join("; ", parsed(line))).isEqualTo(expected);
    }

    @Test
    void takesATextWithALineBreakAsTelegrafLeavesIt() {
        assertThat(parsed("m s=\"one\ntwo, three=4\",v=2 1")).containsExactly("m [] v=2.0 1");
    }

    @Test
    void passesOverCommentsAndNothing() {
        assertThat(parsed("")).isEmpty();
        assertThat(parsed("   \t")).isEmpty();
        assertThat(parsed("# cpu value=1")).isEmpty();
        assertThat(parsed("cpu text=\"never closed")).containsExactly("open");
    }

    @Test
    void readsNumbersAsTheJdkDoes() {
        long seed = 4;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            String text = switch (i % 4) {
                case 0 -> Double.toString(value);
                case 1 -> String.format(Locale.ROOT, "%." + random.nextInt(18) + "f", random.nextGaussian());
                case 2 -> Long.toString(random.nextLong() >> random.nextInt(63));
                default -> String.format(Locale.ROOT, "%." + random.nextInt(20) + "e", value);
            };
            byte[] bytes = text.getBytes(UTF_8);
            FieldNumber number = new FieldNumber();
            double truth;
            try {
                truth = Double.parseDouble(text);
            } catch (NumberFormatException e) {
                truth = Double.NaN;
            }
            boolean read = number.value(bytes, 0, bytes.length);
            assertThat(read).as("seed %d: %s", seed, text).isEqualTo(Double.isFinite(truth));
            if (read) {
                assertThat(number.asDouble()).as("seed %d: %s", seed, text).isEqualTo(truth);
            }
        }
    }

    private List<String> parsed(String line) {
        byte[] bytes = line.getBytes(UTF_8);
        List<String> found = new ArrayList<>();
        LineSink sink = new LineSink() {
            @Override
            public void field(
                    byte[] all, int seriesFrom, int seriesTo, int fieldFrom, int fieldTo, double value, long time) {
                try {
                    SeriesText series = SeriesText.of(all, seriesFrom, seriesTo);
                    found.add(series.measurement() + " " + series.tags().entrySet() + " "
                            + SeriesText.text(all, fieldFrom, fieldTo, true) + "=" + value + " "
                            + (time == NO_TIME ? "none" : Long.toString(time)));
                } catch (IllegalArgumentException e) {
                    found.add("broken: " + e.getMessage());
                }
            }

            @Override
            public void text() {
                // not a number
            }
        };
        LineParser.End end = parser.parse(bytes, 0, bytes.length, sink);
        if (end == LineParser.End.BROKEN) {
            found.add("broken: " + parser.why());
        } else if (end == LineParser.End.OPEN_TEXT) {
            found.add("open");
        }
        return found;
    }
}
