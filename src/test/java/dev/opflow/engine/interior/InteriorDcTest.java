package dev.opflow.engine.interior;

import dev.opflow.engine.DcContract;
import dev.opflow.engine.OpfEngine;

/** The embedded engine's DC power flows. */
class InteriorDcTest extends DcContract {
    @Override
    protected OpfEngine engine() {
        return new InteriorEngine();
    }
}
