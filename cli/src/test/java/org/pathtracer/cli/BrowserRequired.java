// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

/** Of tests that look at pages: Debian's packages chromium and chromium-driver. */
final class BrowserRequired extends ProgramsRequired {
    static final String BROWSER = "chromium";
    static final String DRIVER = "chromedriver";

    BrowserRequired() {
        super(BROWSER, DRIVER);
    }
}
