package dev.opflow.check;

import dev.opflow.grid.Element;
import dev.opflow.grid.Finding;
import dev.opflow.grid.Finding.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects findings, and keeps a user from drowning in them: of each kind the first few, then one that counts the rest. */
final class FindingList {
    private static final int ERRORS_SHOWN = 50;
    private static final int OTHERS_SHOWN = 3;

    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    /** Findings of one severity and code: the first, and how many. */
    private static final class Kind {
        private final Finding first;
        private int count;

        Kind(Finding first) {
            this.first = first;
        }

        int shown() {
            return first.severity() == Severity.ERROR ? ERRORS_SHOWN : OTHERS_SHOWN;
        }
    }

    void error(String code, Element element, String message, String advice) {
        add(new Finding(Severity.ERROR, code, element, 0, message, advice));
    }

    void warning(String code, Element element, String message, String advice) {
        add(new Finding(Severity.WARNING, code, element, 0, message, advice));
    }

    void information(String code, Element element, String message, String advice) {
        add(new Finding(Severity.INFORMATION, code, element, 0, message, advice));
    }

    private void add(Finding finding) {
        Kind kind = kinds.computeIfAbsent(finding.severity() + finding.code(), key -> new Kind(finding));
        kind.count++;
        if (kind.count <= kind.shown()) {
            findings.add(finding);
        }
    }

    boolean hasAny(Set<String> codes) {
        return findings.stream().anyMatch(finding -> codes.contains(finding.code()));
    }

    /** All of them, errors first, then warnings. */
    List<Finding> toList() {
        List<Finding> all = new ArrayList<>(findings);
        for (Kind kind : kinds.values()) {
            if (kind.count > kind.shown()) {
                all.add(new Finding(
                        kind.first.severity(),
                        kind.first.code(),
                        Element.NETWORK,
                        0,
                        (kind.count - kind.shown()) + " more findings of this kind (" + kind.first.code() + ").",
                        "There are " + kind.count + " in all.",
                        kind.count - kind.shown()));
            }
        }
        all.sort((a, b) -> a.severity().compareTo(b.severity()));
        return all;
    }
}
