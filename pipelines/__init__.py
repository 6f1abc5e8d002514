"""The item side, one step a file: normalise, validate, identify, store. The same line serves crawls, `import` and `reextract`."""
