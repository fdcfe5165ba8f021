# SPDX-License-Identifier: Apache-2.0
class Pathtracer < Formula
  desc "Shows how packets reach a host and where the path fails"
  homepage "https://github.com/pathtracer/pathtracer"
  url "https://github.com/pathtracer/pathtracer/releases/download/v@version@/pathtracer-@version@.tar.gz"
  sha256 "@tar@"
  license "Apache-2.0"

  depends_on "openjdk"

  def install
    libexec.install Dir["*"]
    (bin/"pathtracer").write_env_script libexec/"bin/pathtracer", Language::Java.overridable_java_home_env
  end

  test do
    assert_match "203.0.113.80", shell_output("#{bin}/pathtracer demo")
  end
end
