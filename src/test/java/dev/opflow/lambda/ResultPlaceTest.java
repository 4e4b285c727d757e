package dev.opflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResultPlaceTest {
    private final ResultPlace bare = new ResultPlace("results", "");
    private final ResultPlace prefixed = new ResultPlace("one-bucket", "results/");

    @Test
    void laysResultsOutByKeyAndVersion() {
        assertThat(bare.folder("grids/case9.m", "v1")).isEqualTo("grids/case9.m/v1/");
        assertThat(bare.latest("grids/case9.m")).isEqualTo("grids/case9.m/latest.json");
        assertThat(prefixed.folder("case9.m", "v1")).isEqualTo("results/case9.m/v1/");
        assertThat(prefixed.latest("case9.m")).isEqualTo("results/case9.m/latest.json");
    }

    @Test
    void takesPlainAndPackedCases() {
        assertThat(bare.whyNoCase("uploads", "case9.m")).isEmpty();
        assertThat(bare.whyNoCase("uploads", "a/b c/case9.m.gz")).isEmpty();
        assertThat(bare.whyNoCase("uploads", "results/case9.m")).isEmpty();
    }

    @Test
    void saysWhyAKeyIsNoCase() {
        assertThat(bare.whyNoCase("uploads", "notes.txt")).hasValue("its key ends neither in .m nor in .m.gz");
        assertThat(bare.whyNoCase("uploads", "folder.m/")).hasValue("its key ends neither in .m nor in .m.gz");
        assertThat(prefixed.whyNoCase("one-bucket", "results/case9.m"))
                .hasValue("it lies below results/, where results are");
    }

    @Test
    void knowsWhatMayBeAskedForAndIsNotThere() {
        assertThat(prefixed.nothing()).isEqualTo("results/nothing");
        assertThat(bare.nothing()).isEqualTo("nothing");
    }

    @Test
    void takesACaseBelowThePrefixOfResultsFromAnotherBucket() {
        assertThat(prefixed.whyNoCase("uploads", "results/case9.m")).isEmpty();
    }

    @Test
    void neverTakesAResultForACaseEvenInOneBucketWithoutAPrefix() {
        for (String key : new String[] {"case9.m", "grids/case9.m.gz"}) {
            assertThat(bare.whyNoCase("uploads", bare.folder(key, "v1") + "solved.m"))
                    .hasValue("it lies in the folder " + key + "/ of a case's results");
            assertThat(prefixed.whyNoCase("one-bucket", prefixed.folder(key, "v1") + "solved.m"))
                    .isPresent();
        }
    }

    @Test
    void refusesAKeyWhoseResultsWouldHaveTooLongKeys() {
        String longest = "x".repeat(1024 - 160 - 2) + ".m";
        assertThat(bare.whyNoCase("uploads", longest)).isEmpty();
        assertThat(bare.whyNoCase("uploads", "x" + longest))
                .hasValue("its key is too long: those of its results could have more than 1024 bytes; shorten it by 1"
                        + " bytes");
    }
}
