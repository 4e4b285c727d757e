package dev.opflow;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds every package to its place: what it may see of the others, and what it may not know of the world. */
class ArchitectureTest {

    private static final String ROOT = "dev.opflow.";

    /** Every package, with what it may see besides itself. What lies below one of these, and is not named, belongs to it. */
    private static final Map<String, Set<String>> SEES = Map.ofEntries(
            entry("grid", Set.of()),
            entry("matpower", Set.of("grid")),
            entry("check", Set.of("grid")),
            entry("engine", Set.of("grid")),
            entry("sparse", Set.of()),
            entry("engine.formulation", Set.of("grid", "engine", "sparse")),
            entry("engine.interior", Set.of("grid", "engine", "sparse", "engine.formulation")),
            entry("engine.multipliers", Set.of("sparse", "engine.formulation")),
            entry("engine.exago", Set.of("grid", "engine", "matpower", "engine.formulation", "engine.multipliers")),
            entry("verify", Set.of("grid", "engine")),
            entry("report", Set.of("grid", "engine")),
            entry("report.page", Set.of("grid", "engine", "report")),
            entry(
                    "run",
                    Set.of(
                            "grid",
                            "matpower",
                            "check",
                            "engine",
                            "sparse",
                            "engine.formulation",
                            "engine.interior",
                            "engine.exago",
                            "verify",
                            "report",
                            "report.page")),
            entry("storage", Set.of()),
            // What a run hands back is a report's RunRecord, in the words of grid and engine; configuration sets the
            // reader's limits.
            entry("lambda", Set.of("run", "storage", "report", "grid", "engine", "matpower")),
            entry("cli", Set.of("run", "report", "grid", "engine")),
            entry("local", Set.of("storage")));

    /** What a process in the cloud is made of, and a solver is not. */
    private static final String[] PLATFORM = {
        "io.quarkus..",
        "io.quarkiverse..",
        "io.smallrye..",
        "org.eclipse.microprofile..",
        "jakarta..",
        "software.amazon..",
        "com.amazonaws.."
    };

    /** Of the platform's, a library that needs none of the rest. */
    private static final String TEMPLATES = "io.quarkus.qute..";

    /** From the folder rather than the class path, which in continuous testing is no file system that ArchUnit can list. */
    private static final Path COMPILED = Path.of("target", "classes");

    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(COMPILED);

    @Test
    void readsEveryCompiledClass() throws IOException {
        // ArchUnit skips a class file that is newer than it knows, and the rules would hold for what is left: nothing.
        try (Stream<Path> files = Files.walk(COMPILED)) {
            long compiled =
                    files.filter(file -> file.toString().endsWith(".class")).count();
            assertThat(CLASSES).hasSize((int) compiled).isNotEmpty();
        }
    }

    @Test
    void packagesSeeOnlyWhatTheyMay() {
        classes().should(seeOnlyWhatTheirPackageMay()).check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheEdgesKnowThePlatform() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "lambda..", ROOT + "storage..", ROOT + "local..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(PLATFORM).and(not(resideInAPackage(TEMPLATES))))
                .because("solver, grid and report run without Quarkus and AWS, and so does the command line")
                .check(CLASSES);
    }

    @Test
    void onlyThePageKnowsTemplates() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "report.page..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(TEMPLATES)
                .because("Qute serves as a library, for one file")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineParsesArguments() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.commons.cli..")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAClassIs() {
        classes()
                .should()
                .haveNameNotMatching(".*(Utils?|Manager|Impl|Helpers?)(\\$.*)?")
                .check(CLASSES);
    }

    @Test
    void noPublicSignatureMentionsForeignMemory() {
        classes().should(keepForeignMemoryOutOfTheirSignatures()).check(CLASSES);
    }

    private static ArchCondition<JavaClass> seeOnlyWhatTheirPackageMay() {
        return new ArchCondition<>("see only what their package may") {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                Optional<String> home = homeOf(from);
                if (home.isEmpty()) {
                    boolean described = from.getSimpleName().equals("package-info");
                    report(events, from, described, from.getName() + " is in no package of the table above");
                    return;
                }
                from.getDirectDependenciesFromSelf().forEach(dependency -> {
                    Optional<String> seen = homeOf(dependency.getTargetClass().getBaseComponentType());
                    boolean allowed = seen.isEmpty()
                            || seen.equals(home)
                            || SEES.get(home.get()).contains(seen.get());
                    report(
                            events,
                            from,
                            allowed,
                            home.get() + " may not see " + seen.orElse("") + ": " + dependency.getDescription());
                });
            }
        };
    }

    /** The package of the table that a class belongs to: its own or the nearest above. */
    private static Optional<String> homeOf(JavaClass type) {
        if (!type.getPackageName().startsWith(ROOT)) {
            return Optional.empty();
        }
        String name = type.getPackageName().substring(ROOT.length());
        while (!SEES.containsKey(name) && name.contains(".")) {
            name = name.substring(0, name.lastIndexOf('.'));
        }
        return Optional.of(name).filter(SEES::containsKey);
    }

    private static ArchCondition<JavaClass> keepForeignMemoryOutOfTheirSignatures() {
        return new ArchCondition<>("keep java.lang.foreign out of their public signatures") {
            @Override
            public void check(JavaClass owner, ConditionEvents events) {
                // The binding of ExaGO is package-private, so that even its public methods stay inside.
                boolean inside = owner.getPackageName().equals(ROOT + "engine.exago") && !isReachable(owner);
                owner.getMembers().stream()
                        .filter(ArchitectureTest::isVisible)
                        .filter(member -> member.getAllInvolvedRawTypes().stream()
                                .anyMatch(type -> type.getPackageName().equals("java.lang.foreign")))
                        .forEach(member -> report(
                                events,
                                owner,
                                inside,
                                member.getFullName() + " mentions java.lang.foreign in its signature"));
            }
        };
    }

    private static boolean isReachable(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ArchitectureTest::isReachable).orElse(true);
    }

    private static boolean isVisible(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static void report(ConditionEvents events, JavaClass about, boolean satisfied, String message) {
        events.add(new SimpleConditionEvent(about, satisfied, message));
    }
}
