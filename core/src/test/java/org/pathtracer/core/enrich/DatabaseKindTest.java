// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.InvalidRequestException;

class DatabaseKindTest {
    @TempDir
    Path folder;

    @Test
    void databaseOfAnotherKind_isRefused() {
        Path city = new MaxMindWriter()
                .add("192.0.2.0/24", MaxMindWriter.city("NL", "Utrecht", 52, 5))
                .write(folder.resolve("city.mmdb"));
        Path asn = new MaxMindWriter()
                .add("192.0.2.0/24", MaxMindWriter.asn(64_500, "Test"))
                .write(folder.resolve("asn.mmdb"));
        assertThatThrownBy(() -> MaxMindFile.ofNetworks(city))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("has no AS numbers");
        assertThatThrownBy(() -> MaxMindFile.ofPlaces(asn))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("has no places");
        MaxMindFile.ofNetworks(asn).close();
        MaxMindFile.ofPlaces(city).close();
    }
}
