package io.towerforge.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version the build wrote into the jar. */
final class BuildVersion implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream input = BuildVersion.class.getResourceAsStream("build.properties")) {
            build.load(input);
        }
        return new String[] {"towerforge " + build.getProperty("version")};
    }
}
