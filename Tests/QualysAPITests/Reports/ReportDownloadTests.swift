// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import QualysAPI

@Suite struct ReportDownloadTests {
    @Test(
        "the name of a file is safe wherever it is saved, and in a header",
        arguments: [
            ("Patch Report", "Patch_Report"), ("a-b_c.d", "a-b_c_d"),
            ("../../etc/passwd", "etc_passwd"),
            ("x\"; filename=\"y", "x_filename_y"), ("日本", "report"), ("", "report"),
            ("  März 1 ", "M_rz_1"), ("a\r\nSet-Cookie: b", "a_Set-Cookie_b"),
            ("-rf", "-rf"),
            (String(repeating: "n", count: 300), String(repeating: "n", count: 100)),
        ]
    )
    func namesFiles(name: String, file: String) {
        #expect(ReportDownload.fileName(of: name) == file)
    }
}
