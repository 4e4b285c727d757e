package dev.opflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadTest {

    @ParameterizedTest
    @CsvSource({
        "0055AED6DCD90281E6, 0055AED6DCD90281E5, true",
        "0055AED6DCD90281E5, 0055AED6DCD90281E6, false",
        "0055AED6DCD90281E5, 0055AED6DCD90281E5, false",
        // the shorter one counts as filled with zeros at its right
        "0055AED6DCD9, 0055AED6DCD90281E5, false",
        "0055AED6DCD90281E5, 0055AED6DCD9, true",
        "0055AED6DCD900, 0055AED6DCD9, false",
        "'', 00, false",
        "01, '', true",
        "0055aed6dcda, 0055AED6DCD9, true"
    })
    void ordersSequencers(String one, String than, boolean newer) {
        assertThat(Upload.isNewer(one, than)).isEqualTo(newer);
    }

    @Test
    void saysItsPlace() {
        assertThat(new Upload("uploads", "a b.m", "v1", "e", "0")).hasToString("s3://uploads/a b.m version v1");
        assertThat(new Upload("uploads", "a b.m", "", "e", "0")).hasToString("s3://uploads/a b.m");
    }

    @Test
    void saysItsPlaceOnOneLineWhateverItsKey() {
        assertThat(new Upload("uploads", "a\nINFO forged\u001b[31m.m", "", "e", "0"))
                .hasToString("s3://uploads/a\\u000aINFO forged\\u001b[31m.m");
    }
}
