// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.qute.TemplateException;
import io.tidewatch.feedback.web.page.ErrorView;
import io.tidewatch.feedback.web.page.Frame.Section;
import io.tidewatch.feedback.web.page.Site;
import io.tidewatch.feedback.web.signin.DoorPages;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every template, rendered over the invented day and over an empty one. */
class StageTest {
    private static final Pattern INLINE =
            Pattern.compile("<script(?![^>]* src=)|\\sstyle=|\\son[a-z]+=|javascript:", Pattern.CASE_INSENSITIVE);

    private static Map<String, String> pages(boolean quiet) {
        Site site = Site.get();
        StagePages stage = new StagePages(site.assets().path(), quiet);
        StageKpis kpis = new StageKpis(stage);
        StageRest rest = new StageRest(stage);
        StageRouting routing = new StageRouting(stage);
        return Map.of(
                "inbox", site.render("alerts/index", stage.inbox("", null, "")),
                "rows", site.render("alerts/rows", stage.inbox("", null, "")),
                "pane",
                        site.render(
                                "alerts/pane",
                                stage.inbox("", Stories.ALL.getLast().id(), "dark")),
                "kpis", site.render("kpis/index", kpis.list("", quiet)),
                "kpi", site.render("kpis/page", kpis.page("signups", "")),
                "overview", site.render("overview", rest.overview("")),
                "subscriptions", site.render("subscriptions/index", rest.subscriptions("", quiet)),
                "deliveries", site.render("deliveries/index", rest.deliveries("")),
                "delivery",
                        site.render("deliveries/page", rest.delivery(""))
                                + site.render("settings/index", rest.settings("")),
                "outgoing",
                        site.render("silences/index", routing.silences("", quiet))
                                + site.render("routing/index", routing.routing(""))
                                + site.render("subscriptions/edit", routing.edit("")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noPageHasScriptOrStyleInline(boolean quiet) {
        pages(quiet).forEach((name, html) -> {
            assertThat(html).as(name).isNotBlank();
            assertThat(INLINE.matcher(html.replace("onerror=alert(1)&gt;", "")).find())
                    .as("%s has script or style inline", name)
                    .isFalse();
        });
    }

    @Test
    void whatPeopleWroteIsShownAndNotExecuted() {
        Map<String, String> pages = pages(false);
        assertThat(pages.get("inbox"))
                .contains("note=&quot;&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert");
        assertThat(pages.get("pane"))
                .contains("&lt;img src=x onerror=alert(1)&gt; a load test")
                .doesNotContain("<img");
        assertThat(pages.get("deliveries")).contains("answered 503: &lt;b&gt;upstream&lt;/b&gt;");
        assertThat(DoorPages.signIn("dark", "t\"oken", true, "/alerts?a=\"><b>", "<i>", ""))
                .contains("value=\"t&quot;oken\"")
                .contains("&lt;i&gt;")
                .doesNotContain("<b>");
    }

    @Test
    void theNavigationNamesOnlyPagesThatExist() {
        String html = pages(false).get("overview");
        var links = Pattern.compile("class=\"nav-line\" href=\"([^\"]+)\"")
                .matcher(html)
                .results();
        assertThat(links.map(link -> link.group(1)))
                .containsExactly(
                        "/overview",
                        "/alerts",
                        "/incidents",
                        "/kpis",
                        "/queue",
                        "/detectors",
                        "/calendar",
                        "/models",
                        "/incoming",
                        "/subscriptions",
                        "/deliveries",
                        "/silences",
                        "/routing",
                        "/settings");
        assertThat(html).containsOnlyOnce("class=\"nav-line\" href=\"/overview\" aria-current=\"page\"");
    }

    @Test
    void anEmptyListSaysWhatToDoNext() {
        Map<String, String> pages = pages(true);
        assertThat(pages.get("inbox")).contains("Create a KPI").contains("Quiet days stay quiet");
        assertThat(pages.get("kpis")).contains("Nothing is watched yet").contains("/api/v1/points");
        assertThat(pages.get("subscriptions")).contains("Nobody is told yet");
        assertThat(pages.get("outgoing")).contains("Nothing is silenced");
    }

    @Test
    void aRefusalIsAPageThatSaysWhatToDo() {
        Site site = Site.get();
        StagePages stage = new StagePages(site.assets().path(), false);
        assertThat(site.render(
                        "error",
                        new ErrorView(
                                stage.frame("x", Section.KPIS, ""), "It is not here", "no KPI \"<x>\". Create it.")))
                .contains("no KPI &quot;&lt;x&gt;&quot;. Create it.");
        assertThat(DoorPages.password(null, "token", 12, "Too short")).contains("minlength=\"12\"", "Too short");
    }

    @Test
    void aMisspelledNameFailsThePage() {
        assertThatThrownBy(() -> Site.get().render("alerts/rows", "no inbox at all"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("groups");
    }

    @Test
    void ourFilesAreNamedByTheirDigest() {
        var assets = Site.get().assets();
        assertThat(assets.path()).matches("/ui/[0-9a-f]{12}");
        assertThat(assets.file("app.js")).isPresent();
        assertThat(assets.file("../application.properties")).isEmpty();
    }
}
