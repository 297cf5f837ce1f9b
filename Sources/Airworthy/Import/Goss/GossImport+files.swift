import Trust

extension GossImport {
    /// What `find` calls the kinds of file.
    private static let types = [
        "file": "f", "directory": "d", "symlink": "l", "socket": "s", "pipe": "p", "character-device": "c",
        "block-device": "b",
    ]

    static func file(_ item: inout GossItem, _ draft: inout ImportDraft) throws(InputError) {
        let path = item.name
        guard !path.hasPrefix("~") else {
            item.fault("exists", "is about somebody's home, which nothing here looks up; write the path out")
            item.dropRest()
            return
        }
        let exists = item.flag("exists")
        guard exists != false else {
            // `test` says the same of what it may not look at, and follows a link that leads nowhere.
            let command = ImportedStep.command(
                ["stat", path], exit: 1, errors: [("contains", .texts([": No such file or directory"]))])
            try carry(&item, "absent", command, into: &draft)
            return
        }
        let before = draft.stepCount
        if let type = item.text("filetype") {
            if let letter = types[type] {
                // Of a link itself, which `test` would follow, and with a line that says so.
                let words = ["find", path, "-maxdepth", "0", "-type", letter]
                try carry(&item, type, ImportedStep.command(words, output: [("lines", .texts([path]))]), into: &draft)
            } else {
                item.fault("filetype", "is `\(Excerpt.of(type))`, which no step asks for")
            }
        }
        try attributes(&item, path, &draft)
        if let target = item.text("linked-to") {
            try carry(
                &item, "target", ImportedStep.command(["readlink", path], output: [("equals", .text(target))]),
                into: &draft)
        }
        if let hex = digest("sha256", digits: 64, &item) {
            try carry(
                &item, "sha256", uses: "drift-files", [("live", .text(path)), ("sha256", .text("sha256:\(hex)"))],
                into: &draft)
        }
        if let hex = digest("sha512", digits: 128, &item) {
            // The whole line: a path may hold any digits.
            let command = ImportedStep.command(
                ["sha512sum", path], output: [("equals", .text("\(hex)  \(path)"))])
            try carry(&item, "sha512", command, into: &draft)
        }
        if item.text("md5") != nil { item.fault("md5", "proves nothing: two files can share one; use `sha256`") }
        // Three names for one thing, by the version of goss.
        let contents = item.patterns("contents") + item.patterns("contains")
        if !contents.isEmpty {
            var command = ImportedStep.command(["cat", path], output: contents.expectation)
            // Nobody asked for a copy of the file, and it may hold secrets.
            command.append(("keepOutput", .flag(false)))
            try carry(&item, "contents", command, into: &draft)
        }
        // Every other step fails where there is no file.
        if exists == true, draft.stepCount == before {
            try carry(&item, "", ImportedStep.command(["test", "-e", path]), into: &draft)
        }
    }

    /// A part of a digest is the beginning of many.
    private static func digest(_ key: String, digits: Int, _ item: inout GossItem) -> String? {
        guard let hex = item.text(key) else { return nil }
        guard hex.utf8.count == digits,
            hex.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else {
            item.fault(key, "is not \(digits) lower-case hex digits")
            return nil
        }
        return hex
    }

    private static func attributes(
        _ item: inout GossItem, _ path: String, _ draft: inout ImportDraft
    ) throws(InputError) {
        var formats: [String] = []
        var values: [String] = []
        if let mode = item.text("mode") {
            // stat prints no leading zeros.
            let digits = mode.drop { $0 == "0" }
            formats.append("%a")
            values.append(digits.isEmpty ? "0" : String(digits))
        }
        for (key, format) in [("owner", "%U"), ("group", "%G"), ("uid", "%u"), ("gid", "%g"), ("size", "%s")] {
            guard let value = item.text(key) else { continue }
            formats.append(format)
            values.append(value)
        }
        guard !formats.isEmpty else { return }
        let words = ["stat", "-c", formats.joined(separator: " "), path]
        try carry(
            &item, "attributes",
            ImportedStep.command(words, output: [("equals", .text(values.joined(separator: " ")))]), into: &draft)
    }
}
