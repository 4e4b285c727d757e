package dev.opflow.report.page;

import java.util.ArrayList;
import java.util.List;

/** Finds room for words in a drawing: what is there already, and what is put there, is kept clear as far as may be. */
final class Labels {
    private static final double HEIGHT = 15;
    private static final double PER_LETTER = 6.6;
    /** Of a way, where a label may be: its middle first. */
    private static final double[] SHARES = {0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74};

    /** A rectangle by its middle. */
    record Box(double x, double y, double width, double height) {
        private double shared(Box other) {
            return common(x, width, other.x, other.width) * common(y, height, other.y, other.height);
        }

        private static double common(double at, double size, double otherAt, double otherSize) {
            double end = Math.min(at + size / 2, otherAt + otherSize / 2);
            return Math.max(0, end - Math.max(at - size / 2, otherAt - otherSize / 2));
        }
    }

    private final Box frame;
    private final List<Box> taken = new ArrayList<>();

    Labels(double width, double height) {
        frame = new Box(width / 2, height / 2, width, height);
    }

    void take(Box box) {
        taken.add(box);
    }

    /** How much of a box is covered or outside. */
    double covered(Box box) {
        return box.width * box.height
                - frame.shared(box)
                + taken.stream().mapToDouble(box::shared).sum();
    }

    /** The freest place for a text beside a way from one point to another; it is not taken by that. */
    Box beside(double x1, double y1, double x2, double y2, String text) {
        double width = PER_LETTER * text.length();
        double length = Math.max(1, Math.hypot(x2 - x1, y2 - y1));
        double nx = (y2 - y1) / length;
        double ny = (x1 - x2) / length;
        double aside = Math.abs(nx) * width / 2 + Math.abs(ny) * HEIGHT / 2 + 5;
        Box best = new Box(x1, y1, width, HEIGHT);
        double least = Double.POSITIVE_INFINITY;
        for (double share : SHARES) {
            for (int side = -1; side <= 1; side += 2) {
                Box box = new Box(
                        x1 + share * (x2 - x1) + side * aside * nx,
                        y1 + share * (y2 - y1) + side * aside * ny,
                        width,
                        HEIGHT);
                double covered = covered(box);
                if (covered < least) {
                    best = box;
                    least = covered;
                }
            }
        }
        return best;
    }
}
