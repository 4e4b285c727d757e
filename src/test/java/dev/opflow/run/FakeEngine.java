package dev.opflow.run;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.Inexpressible;
import dev.opflow.engine.OpfEngine;
import dev.opflow.engine.SolveOptions;
import dev.opflow.grid.Network;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An engine that says what a test tells it to, and remembers what it was asked. */
public final class FakeEngine implements OpfEngine {
    private final String name;
    private final Optional<String> absence;
    private final List<Inexpressible> missing;
    private final Supplier<EngineAnswer> answer;
    private @Nullable SolveOptions options;
    private @Nullable Deadline deadline;
    private boolean getsStuck;

    private FakeEngine(
            String name, Optional<String> absence, List<Inexpressible> missing, Supplier<EngineAnswer> answer) {
        this.name = name;
        this.absence = absence;
        this.missing = missing;
        this.answer = answer;
    }

    public static FakeEngine answering(String name, Supplier<EngineAnswer> answer) {
        return new FakeEngine(name, Optional.empty(), List.of(), answer);
    }

    /** One that after its first solve wants the process to end. */
    public static FakeEngine thatGetsStuck(String name, EngineAnswer answer) {
        FakeEngine engine = answering(name, () -> answer);
        engine.getsStuck = true;
        return engine;
    }

    static FakeEngine answering(String name, EngineAnswer answer) {
        return answering(name, () -> answer);
    }

    static FakeEngine absent(String name, String why) {
        return new FakeEngine(name, Optional.of(why), List.of(), FakeEngine::neverAsked);
    }

    static FakeEngine unable(String name, List<Inexpressible> missing) {
        return new FakeEngine(name, Optional.empty(), missing, FakeEngine::neverAsked);
    }

    private static EngineAnswer neverAsked() {
        throw new AssertionError("was asked to solve what it can't");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String version() {
        return name + " 1.2.3";
    }

    @Override
    public Optional<String> absence() {
        return absence;
    }

    @Override
    public boolean mustEndProcess() {
        return getsStuck && options != null;
    }

    @Override
    public List<Inexpressible> inexpressible(Network network, SolveOptions asked) {
        return missing;
    }

    @Override
    public EngineAnswer solve(Network network, SolveOptions asked, Deadline until) {
        options = asked;
        deadline = until;
        return answer.get();
    }

    @Nullable
    SolveOptions options() {
        return options;
    }

    @Nullable
    Deadline deadline() {
        return deadline;
    }
}
