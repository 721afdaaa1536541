package io.stackctl.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The main classes of all modules, read once, and the packages that each module owns. */
final class Modules {
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/test-fixtures"))
            .importPackages("io.stackctl");

    static final String[] RECONCILER = {
        "io.stackctl.spec..",
        "io.stackctl.cluster..",
        "io.stackctl.schedule..",
        "io.stackctl.plan..",
        "io.stackctl.view..",
        "io.stackctl.reconcile.."
    };

    static final String[] COMPOSE_MODEL = {
        "io.stackctl.yaml..", "io.stackctl.diagnostic..", "io.stackctl.compose..", "io.stackctl.convert.."
    };

    static final String[] WIRE = {"io.stackctl.wire.."};

    static final String[] CLUSTER_NODE = {"io.stackctl.node.."};

    static final String[] CLI = {"io.stackctl.cli.."};

    private Modules() {}
}
