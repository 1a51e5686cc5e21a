// SPDX-License-Identifier: Apache-2.0

extension ReferenceTool {
    /// rpm's library through python3-rpm: splits a text into its parts and compares them.
    ///
    /// rpm has no refusals of its own for most of what is no version here; the script gives them,
    /// from the parts that rpm itself has found.
    static let rpmPython = ReferenceTool(
        name: "rpm.labelCompare",
        executable: "/usr/bin/python3",
        arguments: [
            "-c",
            """
            import sys, rpm

            def is_version(text):
                if not text or " " in text or "\\t" in text:
                    return False
                parts = rpm.ver(text)
                return bool(parts.v) and not (":" in text and parts.e is None)

            lines = sys.stdin.buffer.read().decode("utf-8").split("\\n")
            for pair in zip(lines[0::2], lines[1::2]):
                a, b = (text.strip(" \\t") for text in pair)
                print(rpm.labelCompare(a, b) if is_version(a) and is_version(b) else "?")
            """,
        ],
        probe: ["-c", "import rpm; rpm.ver"]
    )

    /// rpm's library through the Lua of the rpm program; it must be given versions only.
    static let rpmLua = ReferenceTool(
        name: "rpm.vercmp",
        executable: "/usr/bin/rpm",
        arguments: [
            "--eval",
            """
            %{lua:
            local out = {}
            for a in io.lines() do
              out[#out + 1] = rpm.vercmp(a, io.read())
            end
            print(table.concat(out, "\\n"))
            }
            """,
        ],
        probe: ["--version"]
    )

    /// Python's reference for its version specifiers, of its own package or the vendored copy.
    static let packaging = ReferenceTool(
        name: "packaging.version",
        executable: "/usr/bin/python3",
        arguments: [
            "-W", "ignore", "-c",
            packagingImport + """

                lines = sys.stdin.read().split("\\n")
                for a, b in zip(lines[0::2], lines[1::2]):
                    a, b = Version(a), Version(b)
                    print((a > b) - (a < b))
                """,
        ],
        probe: ["-W", "ignore", "-c", packagingImport]
    )

    private static let packagingImport = """
        import sys
        try:
            from packaging.version import Version
        except ImportError:
            from pkg_resources.extern.packaging.version import Version
        """
}
