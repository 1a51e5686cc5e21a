// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain

/// A machine with Debian 12 for those who bring no inventory of their own.
enum DebianFleet {
    /// The repositories that a machine with a release of Debian uses as it is installed; `nil`
    /// for anything else.
    static func repositories(of stream: String) -> [Repository]? {
        let releases = ["debian:11": "bullseye", "debian:12": "bookworm", "debian:13": "trixie"]
        guard let codename = releases[stream] else { return nil }
        return ["", "-updates", "-security"].map { suffix in
            Repository(
                origin: "Debian",
                label: suffix == "-security" ? "Debian-Security" : "Debian",
                // Suites move on with every release; the codename tells which one it is.
                suite: "",
                codename: codename + suffix,
                component: "main"
            )
        }
    }

    /// The packages, in versions that Debian 12 has had.
    static var packages: [InstalledPackage] {
        table.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            guard words.count >= 4 else { return nil }
            return InstalledPackage(
                name: words[0],
                architecture: words[1],
                version: words[2],
                source: words[3],
                sourceVersion: words.count > 4 ? words[4] : nil
            )
        }
    }

    /// Name, architecture, version, source, and the source's version where it is another.
    private static let table = """
        apache2-bin amd64 2.4.71-1~deb12u1 apache2
        apt amd64 2.6.2 apt
        base-files amd64 12.4+deb12u11 base-files
        bash amd64 5.2.15-2+b8 bash 5.2.15-2
        bind9-host amd64 1:9.18.49-1~deb12u3 bind9
        bind9-libs amd64 1:9.18.49-1~deb12u3 bind9
        bsdutils amd64 1:2.38.1-5+deb12u3 util-linux 2.38.1-5+deb12u3
        ca-certificates all 20250419~deb12u2 ca-certificates
        coreutils amd64 9.1-1 coreutils
        curl amd64 7.88.1-10+deb12u14 curl
        dbus amd64 1.14.10-1~deb12u1 dbus
        debianutils amd64 5.7-0.5~deb12u1 debianutils
        dpkg amd64 1.21.22 dpkg
        e2fsprogs amd64 1.47.0-2 e2fsprogs
        git amd64 1:2.39.5-0+deb12u3 git
        gnupg all 2.2.40-1.1+deb12u2 gnupg2
        grep amd64 3.8-5 grep
        gzip amd64 1.12-1 gzip
        less amd64 590-2.1~deb12u2 less
        libarchive13 amd64 3.6.2-1+deb12u5 libarchive
        libc-bin amd64 2.36-9+deb12u14 glibc
        libc6 amd64 2.36-9+deb12u14 glibc
        libcurl4 amd64 7.88.1-10+deb12u14 curl
        libexpat1 amd64 2.5.0-1+deb12u5 expat
        libfreetype6 amd64 2.12.1+dfsg-5+deb12u4 freetype
        libgcrypt20 amd64 1.10.1-3+deb12u1 libgcrypt20
        libglib2.0-0 amd64 2.74.6-2+deb12u8 glib2.0
        libgnutls30 amd64 3.7.9-2+deb12u7 gnutls28
        libkrb5-3 amd64 1.20.1-2+deb12u5 krb5
        liblzma5 amd64 5.4.1-1+deb12u2 xz-utils
        libpam-modules amd64 1.5.2-6+deb12u1 pam
        libpcre2-8-0 amd64 10.42-1+deb12u2 pcre2
        libperl5.36 amd64 5.36.0-7+deb12u4 perl
        libpython3.11-minimal amd64 3.11.2-6+deb12u9 python3.11
        libpython3.11-stdlib amd64 3.11.2-6+deb12u9 python3.11
        libsqlite3-0 amd64 3.40.1-2+deb12u2 sqlite3
        libssh2-1 amd64 1.10.0-3+deb12u1 libssh2
        libssl3 amd64 3.0.22-1~deb12u2 openssl
        libsystemd0 amd64 252.38-1~deb12u1 systemd
        libtiff6 amd64 4.5.0-6+deb12u4 tiff
        libudev1 amd64 252.38-1~deb12u1 systemd
        libwebp7 amd64 1.2.4-0.2+deb12u1 libwebp
        libxml2 amd64 2.9.14+dfsg-1.3~deb12u5 libxml2
        libxslt1.1 amd64 1.1.35-1+deb12u3 libxslt
        linux-image-amd64 amd64 6.1.192-2 linux-signed-amd64 6.1.192+2
        login amd64 1:4.13+dfsg1-1+deb12u1 shadow
        mount amd64 2.38.1-5+deb12u3 util-linux
        nginx amd64 1.22.1-9+deb12u11 nginx
        openssh-client amd64 1:9.2p1-2+deb12u9 openssh
        openssh-server amd64 1:9.2p1-2+deb12u9 openssh
        openssl amd64 3.0.22-1~deb12u2 openssl
        passwd amd64 1:4.13+dfsg1-1+deb12u1 shadow
        perl amd64 5.36.0-7+deb12u4 perl
        perl-base amd64 5.36.0-7+deb12u4 perl
        python3.11 amd64 3.11.2-6+deb12u9 python3.11
        python3.11-minimal amd64 3.11.2-6+deb12u9 python3.11
        rsync amd64 3.5.0+ds1-0+deb12u1 rsync
        sed amd64 4.9-1 sed
        sudo amd64 1.9.13p3-1+deb12u2 sudo
        systemd amd64 252.38-1~deb12u1 systemd
        tar amd64 1.34+dfsg-1.2+deb12u1 tar
        tzdata all 2026f-0+deb12u1 tzdata
        udev amd64 252.38-1~deb12u1 systemd
        util-linux amd64 2.38.1-5+deb12u3 util-linux
        vim-tiny amd64 2:9.0.1378-2+deb12u2 vim
        wget amd64 1.21.3-1+deb12u1 wget
        xz-utils amd64 5.4.1-1+deb12u2 xz-utils
        zlib1g amd64 1:1.2.13.dfsg-1 zlib
        """
}
