package io.towerforge.operator.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.towerforge.operator.aws.CallMeter;
import java.util.Set;

/** Nothing waits, and nobody but the root asks what time it is. */
@AnalyzeClasses(packages = "io.towerforge.operator", importOptions = ImportOption.DoNotIncludeTests.class)
class TimeTest {
    private static final String ROOT = "io.towerforge.operator";

    private static final DescribedPredicate<JavaMethodCall> ASKS_WHAT_TIME_IT_IS = describe(
            "ask for the time of day",
            call -> Set.of("now", "systemUTC", "systemDefaultZone", "currentTimeMillis", "nanoTime")
                            .contains(call.getName())
                    && Set.of("java.time", "java.lang")
                            .contains(call.getTargetOwner().getPackageName())
                    && call.getTarget().getRawParameterTypes().isEmpty());

    @ArchTest
    static final ArchRule NOTHING_SLEEPS = noClasses()
            .that()
            .doNotBelongToAnyOf(CallMeter.class)
            .should()
            .callMethodWhere(describe(
                    "sleep",
                    call -> call.getName().equals("sleep")
                            && Set.of("java.lang.Thread", "java.util.concurrent.TimeUnit")
                                    .contains(call.getTargetOwner().getName())))
            .because(
                    "what is slow is a step that waits and a later pass; a thread that sleeps serves nobody else. The turn of a"
                            + " call within the rate we allow ourselves is seconds away, and giving up the pass for it costs more calls");

    @ArchTest
    static final ArchRule NOTHING_WAITS_FOR_AWS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon.awssdk.services..waiters..", "software.amazon.awssdk.core.waiters..")
            .because("AWS takes minutes; the next pass sees what has become of it");

    @ArchTest
    static final ArchRule THE_TIME_OF_DAY_COMES_FROM_OUTSIDE = noClasses()
            .that(not(resideInAPackage(ROOT)))
            .should()
            .callMethodWhere(ASKS_WHAT_TIME_IT_IS)
            .because("a test can then choose the moment; the clock is made in the root");
}
