package dev.opflow.matpower;

import dev.opflow.grid.Element;
import dev.opflow.grid.Finding;
import dev.opflow.grid.Network;
import java.util.List;
import java.util.Map;

/** A case as read: the network, where in the text each element stands, and what reading it found. */
public final class MatpowerCase {
    private final Network network;
    private final List<Finding> findings;
    /** Line of each element, by kind. */
    private final Map<Element.Kind, int[]> lines;

    MatpowerCase(Network network, List<Finding> findings, Map<Element.Kind, int[]> lines) {
        this.network = network;
        this.findings = List.copyOf(findings);
        this.lines = lines;
    }

    /** The network. */
    public Network network() {
        return network;
    }

    /** What reading found; none of it is an error. */
    public List<Finding> findings() {
        return findings;
    }

    /** The line an element stands on, from 1; 0 for the network as a whole. */
    public int lineOf(Element element) {
        int[] ofKind = lines.getOrDefault(element.kind(), new int[0]);
        return element.index() < ofKind.length ? ofKind[element.index()] : 0;
    }

    /** The finding, at the line of its element where it has none yet. */
    public Finding locate(Finding finding) {
        return finding.line() > 0 ? finding : finding.atLine(lineOf(finding.element()));
    }
}
