package dev.opflow.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelsTest {
    private final Labels labels = new Labels(400, 200);

    @Test
    void putsALabelBesideTheMiddleOfAWay() {
        Labels.Box box = labels.beside(100, 100, 300, 100, "100 %");

        assertThat(box.x()).isEqualTo(200);
        assertThat(Math.abs(box.y() - 100)).isGreaterThan(box.height() / 2);
    }

    @Test
    void keepsClearOfWhatIsThere() {
        labels.take(new Labels.Box(200, 100, 60, 60));

        assertThat(labels.covered(labels.beside(100, 100, 300, 100, "100 %"))).isZero();
    }

    @Test
    void keepsInsideTheDrawing() {
        assertThat(labels.beside(100, 5, 300, 5, "100 %").y()).isGreaterThan(5);
    }
}
