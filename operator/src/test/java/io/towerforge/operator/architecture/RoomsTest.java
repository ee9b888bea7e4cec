package io.towerforge.operator.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.towerforge.operator.aws.AwsFailure;
import io.towerforge.operator.aws.ErrorClass;

/** Who may know whom: deciding is pure, touching the world is thin, and each room can be read alone. */
@AnalyzeClasses(packages = "io.towerforge.operator", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    private static final String ROOT = "io.towerforge.operator";
    private static final String MODEL = ROOT + ".model";
    private static final String DESIRED = ROOT + ".desired";
    private static final String PLAN = ROOT + ".plan";
    private static final String AWS = ROOT + ".aws";
    private static final String AWS_ROOMS = ROOT + ".aws.*..";
    private static final String PREFLIGHT = ROOT + ".preflight";
    private static final String APPLY = ROOT + ".apply";
    private static final String STATUS = ROOT + ".status";
    private static final String RECONCILER = ROOT + ".reconciler";
    private static final String API = "io.towerforge.api..";
    private static final String SDK = "software.amazon.awssdk..";
    private static final String SERVICE_SDKS = "software.amazon.awssdk.services..";

    /** Plain values and collections; no files, no network, no threads. */
    private static final String[] PURE_JDK = {
        "java.lang",
        "java.lang.annotation",
        "java.lang.invoke",
        "java.lang.reflect",
        "java.lang.runtime",
        "java.math",
        "java.nio.charset",
        "java.security",
        "java.time..",
        "java.util",
        "java.util.function",
        "java.util.regex",
        "java.util.stream"
    };

    @ArchTest
    static final ArchRule MODEL_KNOWS_THE_JDK_ONLY = classes()
            .that()
            .resideInAPackage(MODEL)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(MODEL, "org.jspecify..").or(resideInAnyPackage(PURE_JDK)))
            .because("values that everything speaks in must not carry anybody's library along");

    @ArchTest
    static final ArchRule DESIRED_KNOWS_THE_API_AND_THE_MODEL = classes()
            .that()
            .resideInAPackage(DESIRED)
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage(DESIRED, MODEL, API, "org.jspecify..").or(resideInAnyPackage(PURE_JDK)))
            .because(
                    "what should be is a function of spec, facts and observation: no I/O, no SDK, no Kubernetes client");

    @ArchTest
    static final ArchRule PLAN_KNOWS_THE_MODEL_ONLY = classes()
            .that()
            .resideInAPackage(PLAN)
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage(PLAN, MODEL, "org.jspecify..").or(resideInAnyPackage(PURE_JDK)))
            .because("the decision is a value worked out from two values");

    @ArchTest
    static final ArchRule PLAN_NAMES_NO_KIND_OF_RESOURCE = noClasses()
            .that()
            .resideInAPackage(PLAN)
            .should()
            .dependOnClassesThat()
            .implement(io.towerforge.operator.model.Resource.class)
            .because("a new kind of AWS resource must come into plans, order and deletion by itself");

    /** AwsFailure and ErrorClass are the outcome's words for what went wrong; a status that could not read them would have to guess. */
    @ArchTest
    static final ArchRule STATUS_KNOWS_WHAT_IT_TELLS_OF = classes()
            .that()
            .resideInAPackage(STATUS)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            STATUS,
                            MODEL,
                            PLAN,
                            APPLY,
                            API,
                            "org.jspecify..",
                            // the metadata of the custom resource, which is what a status belongs to
                            "io.fabric8.kubernetes.api.model",
                            "io.fabric8.kubernetes.client")
                    .or(equivalentTo(AwsFailure.class))
                    .or(equivalentTo(ErrorClass.class))
                    .or(resideInAnyPackage(PURE_JDK)))
            .because("a status is worked out from plan and outcome; it asks nobody");

    @ArchTest
    static final ArchRule APPLY_KNOWS_THE_CONTRACT_OF_A_MANAGER = classes()
            .that()
            .resideInAPackage(APPLY)
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage(APPLY, MODEL, PLAN, AWS, "java..", "org.slf4j", "org.jspecify.."))
            .because("carrying out a plan is the same for every kind of resource");

    @ArchTest
    static final ArchRule AWS_KNOWS_THE_MODEL_ONLY = noClasses()
            .that()
            .resideInAPackage(AWS + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(API, DESIRED, PLAN, APPLY, PREFLIGHT, STATUS, RECONCILER, ROOT)
            .because("a manager does what it is told and knows no custom resource");

    @ArchTest
    static final ArchRule THE_CONTRACT_KNOWS_NO_ROOM_BEHIND_IT = noClasses()
            .that()
            .resideInAPackage(AWS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(AWS_ROOMS)
            .because("a room for one AWS service can then be added or taken away alone");

    @ArchTest
    static final ArchRule ROOMS_FOR_AWS_SERVICES_DO_NOT_KNOW_ONE_ANOTHER = slices().matching(ROOT + ".aws.(*)..")
            .should()
            .notDependOnEachOther()
            .because("each kind of resource can be understood, tested and replaced alone");

    @ArchTest
    static final ArchRule ONLY_ROOMS_FOR_AWS_SERVICES_SPEAK_TO_THEM = noClasses()
            .that(not(resideInAnyPackage(AWS_ROOMS, ROOT)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SERVICE_SDKS)
            .because("every call to AWS is then found in one place; the root only makes the clients");

    @ArchTest
    static final ArchRule NOBODY_ELSE_KNOWS_THE_SDK = noClasses()
            .that(not(resideInAnyPackage(AWS + "..", ROOT)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SDK)
            .because("errors of the SDK are put into our own words in one table, at the door");

    @ArchTest
    static final ArchRule PREFLIGHT_ONLY_READS = noClasses()
            .that()
            .resideInAPackage(PREFLIGHT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PLAN, APPLY, RECONCILER, AWS_ROOMS)
            .because("a check before the first write must not write");

    @ArchTest
    static final ArchRule NOBODY_DEPENDS_ON_THE_RECONCILER = noClasses()
            .that(not(resideInAnyPackage(RECONCILER, ROOT)))
            .should()
            .dependOnClassesThat(resideInAPackage(RECONCILER).or(resideInAPackage(ROOT)))
            .because("the shell is on top: what it calls must be usable without it");

    @ArchTest
    static final ArchRule ONLY_THE_ROOT_KNOWS_THE_SIMULATOR = noClasses()
            .that(not(resideInAPackage(ROOT)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.towerforge.simulator..")
            .because(
                    "production code behaves alike in front of AWS and of the simulator, so it must not know which it is");

    @ArchTest
    static final ArchRule ROOMS_FORM_NO_CYCLE = slices().matching(ROOT + ".(*)..")
            .should()
            .beFreeOfCycles()
            .because("a room is read with what is below it, and with nothing else");
}
