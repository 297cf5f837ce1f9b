import Trust

extension GossImport {
    /// What `test` calls the kinds of file.
    private static let types = [
        "file": "-f", "directory": "-d", "symlink": "-L", "socket": "-S", "pipe": "-p", "character-device": "-c",
        "block-device": "-b",
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
            try carry(&item, "absent", ImportedStep.command(["test", "!", "-e", path]), into: &draft)
            return
        }
        let before = draft.stepCount
        if let type = item.text("filetype") {
            if let flag = types[type] {
                try carry(&item, type, ImportedStep.command(["test", flag, path]), into: &draft)
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
        if let hex = item.text("sha256") {
            try carry(
                &item, "sha256", uses: "drift-files", [("live", .text(path)), ("sha256", .text("sha256:\(hex)"))],
                into: &draft)
        }
        if let hex = item.text("sha512") {
            try carry(
                &item, "sha512", ImportedStep.command(["sha512sum", path], output: [("contains", .texts([hex]))]),
                into: &draft)
        }
        if item.text("md5") != nil { item.fault("md5", "proves nothing: two files can share one; use `sha256`") }
        // Three names for one thing, by the version of goss.
        let contents = item.patterns("contents") + item.patterns("contains")
        if !contents.isEmpty {
            var command = ImportedStep.command(["cat", path], output: [("contains", .texts(contents))])
            // Nobody asked for a copy of the file, and it may hold secrets.
            command.append(("keepOutput", .flag(false)))
            try carry(&item, "contents", command, into: &draft)
        }
        // Every other step fails where there is no file.
        if exists == true, draft.stepCount == before {
            try carry(&item, "", ImportedStep.command(["test", "-e", path]), into: &draft)
        }
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
