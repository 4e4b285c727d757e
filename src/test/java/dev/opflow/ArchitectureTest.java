package dev.opflow;

import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void stands() {}
}
